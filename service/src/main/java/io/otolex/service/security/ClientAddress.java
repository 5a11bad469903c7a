package io.otolex.service.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** A client without credentials is its address; with IPv6, where everybody has 2^64 addresses, its network. */
final class ClientAddress implements ClientIdentity {

    private static final int NETWORK_BYTES = 8;

    /** The container's view: the proxy's word counts only where {@code server.forward-headers-strategy} says so. */
    @Override
    public Client of(HttpServletRequest request) {
        return Client.at(network(request.getRemoteAddr()));
    }

    /** The address is a literal of the container's, so nothing is looked up. */
    static String network(String address) {
        try {
            InetAddress parsed = InetAddress.getByName(address);
            return parsed instanceof Inet6Address wide ? prefix(wide) : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    private static String prefix(Inet6Address address) throws UnknownHostException {
        byte[] network = Arrays.copyOf(Arrays.copyOf(address.getAddress(), NETWORK_BYTES), 2 * NETWORK_BYTES);
        return InetAddress.getByAddress(network).getHostAddress() + "/64";
    }
}
