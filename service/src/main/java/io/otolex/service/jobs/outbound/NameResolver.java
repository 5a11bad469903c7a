package io.otolex.service.jobs.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Looks up the addresses of a host. */
@FunctionalInterface
public interface NameResolver {

    InetAddress[] addresses(String host) throws UnknownHostException;
}
