package io.otolex.service.jobs.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Where a request on a client's behalf may go: to hosts that the operator named, at public addresses. */
public final class Destinations {

    /*
     * Two questions at two times. A URL is asked about when it is given, and again at every redirect: is its host on
     * the list? Its addresses are asked about when the connection is made, by the resolver that the connection uses:
     * what was checked is what is connected to, whatever the name points to a moment later.
     */

    private static final int MAX_URL_CHARACTERS = 2000;

    private final List<HostRule> hosts;
    private final List<Network> exceptions;
    private final NameResolver resolver;

    private Destinations(List<HostRule> hosts, List<Network> exceptions, NameResolver resolver) {
        this.hosts = hosts;
        this.exceptions = exceptions;
        this.resolver = resolver;
    }

    /**
     * Reads an operator's lists.
     *
     * @param hosts as in {@link HostRule}; none means that nothing is permitted
     * @param exceptions networks that are permitted although they are not public
     */
    public static Destinations of(List<String> hosts, List<String> exceptions, NameResolver resolver) {
        return new Destinations(
                hosts.stream().map(HostRule::parse).toList(),
                exceptions.stream().map(Network::parse).toList(),
                resolver);
    }

    public boolean areNone() {
        return hosts.isEmpty();
    }

    /** Reads a client's URL. */
    public URI permitted(String text) throws OutboundException.Refused {
        if (text.length() > MAX_URL_CHARACTERS) {
            throw new OutboundException.Refused("it has more than " + MAX_URL_CHARACTERS + " characters");
        }
        try {
            return permitted(new URI(text));
        } catch (URISyntaxException e) {
            throw new OutboundException.Refused("it is not a URL");
        }
    }

    URI permitted(URI url) throws OutboundException.Refused {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        require(scheme.equals("https") || scheme.equals("http"), "it is not an http or https URL");
        require(url.getHost() != null && !url.isOpaque(), "it names no host");
        require(url.getRawUserInfo() == null, "it carries a user's name");
        require(url.getRawFragment() == null, "it has a fragment");
        String host = withoutDot(url.getHost().toLowerCase(Locale.ROOT));
        require(hosts.stream().anyMatch(rule -> rule.permits(host, url)), "its host is not on this service's list");
        return url;
    }

    /** For the connection itself: all addresses of a host, if none of them is a private one. */
    InetAddress[] addresses(String host) throws UnknownHostException, OutboundException.Refused {
        InetAddress[] found = resolver.addresses(host);
        require(found.length > 0 && Arrays.stream(found).allMatch(this::permits), "its host has no public address");
        return found;
    }

    private boolean permits(InetAddress address) {
        return PublicAddresses.contain(address) || exceptions.stream().anyMatch(network -> network.contains(address));
    }

    private static String withoutDot(String host) {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private static void require(boolean condition, String otherwise) throws OutboundException.Refused {
        if (!condition) {
            throw new OutboundException.Refused(otherwise);
        }
    }
}
