package io.otolex.service.jobs.outbound;

import java.net.URI;
import java.util.Locale;

/**
 * A host that may be asked: {@code media.example.org}, {@code *.example.org} for all below it, {@code *} for all; with
 * {@code :port} if it is not the usual one.
 *
 * @param host in lower case
 * @param port -1 for the scheme's own
 */
record HostRule(String host, int port) {

    static HostRule parse(String text) {
        String rule = text.strip().toLowerCase(Locale.ROOT);
        int colon = rule.lastIndexOf(':');
        boolean hasPort = colon > rule.lastIndexOf(']');
        String host = hasPort ? rule.substring(0, colon) : rule;
        if (!host.matches("\\*|(\\*\\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:.]+]")) {
            throw new IllegalArgumentException(text + " is not a host such as media.example.org or *.example.org");
        }
        return new HostRule(host, hasPort ? Integer.parseInt(rule.substring(colon + 1)) : -1);
    }

    /** @param host the URL's, in lower case, without a dot at its end */
    boolean permits(String host, URI url) {
        return permitsPort(url) && permitsHost(host);
    }

    private boolean permitsHost(String asked) {
        if (host.equals("*")) {
            return true;
        }
        return host.startsWith("*.") ? asked.endsWith(host.substring(1)) : asked.equals(host);
    }

    private boolean permitsPort(URI url) {
        int usual = url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
        int asked = url.getPort() == -1 ? usual : url.getPort();
        return asked == (port == -1 ? usual : port);
    }
}
