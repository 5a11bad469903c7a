package io.otolex.service.jobs.webhooks;

import io.otolex.service.jobs.outbound.Destinations;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the end of a job is told to a server that its sender names. Possible once there are a secret and a host.
 *
 * @param secrets {@code whsec_} with 24 to 64 bytes in base64; each signs, so that a new one can be put before an old
 *     one while receivers change
 * @param allowedHosts that may be told: {@code hooks.example.org}, {@code *.example.org} or {@code *}, with
 *     {@code :port} if it is not the usual one
 * @param allowedNetworks that may be told although they are not public, as {@code 10.0.0.0/8}. Whoever may send jobs
 *     can then send requests into them
 * @param attempts before a notice is given up
 * @param firstDelay after the first attempt; six times as long after each further one, up to 12 h
 * @param timeout of one attempt; it holds one of four threads
 */
@Validated
@ConfigurationProperties("otolex.jobs.webhook")
public record WebhookSettings(
        @DefaultValue @NotNull List<String> secrets,
        @DefaultValue @NotNull List<String> allowedHosts,
        @DefaultValue @NotNull List<String> allowedNetworks,
        @Positive @DefaultValue("8") int attempts,
        @NotNull @DefaultValue("5s") Duration firstDelay,
        @NotNull @DefaultValue("15s") Duration timeout) {

    private static final double GROWTH = 6;
    private static final Duration LONGEST_DELAY = Duration.ofHours(12);

    public WebhookSettings {
        secrets = List.copyOf(secrets);
        secrets.forEach(WebhookSecret::parse);
        Destinations.of(allowedHosts, allowedNetworks, InetAddress::getAllByName);
        if (firstDelay.isNegative() || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("otolex.jobs.webhook.first-delay and timeout must be positive");
        }
    }

    public Destinations destinations() {
        return Destinations.of(
                secrets.isEmpty() ? List.of() : allowedHosts, allowedNetworks, InetAddress::getAllByName);
    }

    WebhookSigner signer() {
        return new WebhookSigner(secrets.stream().map(WebhookSecret::parse).toList());
    }

    /** How long to wait after so many attempts, from 1. */
    Duration delayAfter(int attempts) {
        double millis = firstDelay.toMillis() * Math.pow(GROWTH, attempts - 1);
        return millis < LONGEST_DELAY.toMillis() ? Duration.ofMillis((long) millis) : LONGEST_DELAY;
    }

    /** Secrets do not belong in logs. */
    @Override
    public String toString() {
        return "WebhookSettings[" + secrets.size() + " secrets, hosts " + allowedHosts + "]";
    }
}
