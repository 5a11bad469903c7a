package io.otolex.service.jobs;

import io.otolex.service.jobs.outbound.Destinations;
import jakarta.validation.constraints.NotNull;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where recordings may be fetched that a job names by its URL. Off while no host is named.
 *
 * @param allowedHosts {@code media.example.org}, {@code *.example.org} or {@code *}, with {@code :port} if it is not
 *     the usual one
 * @param allowedNetworks that may be asked although they are not public, as {@code 10.0.0.0/8}. Whoever may send jobs
 *     can then read recordings there
 * @param maxTime of one transfer; it holds a worker
 */
@Validated
@ConfigurationProperties("otolex.jobs.url")
record UrlSettings(
        @DefaultValue @NotNull List<String> allowedHosts,
        @DefaultValue @NotNull List<String> allowedNetworks,
        @NotNull @DefaultValue("10m") Duration maxTime) {

    UrlSettings {
        Destinations.of(allowedHosts, allowedNetworks, InetAddress::getAllByName);
        if (maxTime.isNegative() || maxTime.isZero()) {
            throw new IllegalArgumentException("otolex.jobs.url.max-time must be positive, was " + maxTime);
        }
    }

    Destinations destinations() {
        return Destinations.of(allowedHosts, allowedNetworks, InetAddress::getAllByName);
    }
}
