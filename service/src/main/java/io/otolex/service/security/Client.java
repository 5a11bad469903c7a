package io.otolex.service.security;

import java.time.Duration;
import java.util.Optional;

/**
 * Whoever sends requests, as far as fairness between senders needs to know.
 *
 * @param id stable and safe to log: {@code key:NAME}, {@code sub:SUBJECT}, {@code addr:ADDRESS} when nobody has shown
 *     anything, {@code addr:PREFIX/64} for IPv6. Never a secret
 * @param audioPerHour how much audio this one may send in an hour, where its key says so; the service's own setting
 *     otherwise
 */
public record Client(String id, Optional<Duration> audioPerHour) {

    static Client at(String address) {
        return new Client("addr:" + address, Optional.empty());
    }
}
