package io.otolex.service.jobs.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/** Gives a connection its addresses, once they are permitted. */
final class PermittedAddresses implements DnsResolver {

    private final Destinations destinations;

    PermittedAddresses(Destinations destinations) {
        this.destinations = destinations;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        try {
            return destinations.addresses(host);
        } catch (OutboundException.Refused e) {
            throw new RefusedAddress(e);
        }
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** The only kind of failure that a resolver may have. */
    static final class RefusedAddress extends UnknownHostException {
        private static final long serialVersionUID = 1L;
        private final OutboundException.Refused reason;

        RefusedAddress(OutboundException.Refused reason) {
            super(reason.getMessage());
            this.reason = reason;
        }

        OutboundException.Refused reason() {
            return reason;
        }
    }
}
