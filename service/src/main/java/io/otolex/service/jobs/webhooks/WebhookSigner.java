package io.otolex.service.jobs.webhooks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Signs notices: what is signed is their id, their time and their body, joined by dots. */
final class WebhookSigner {

    private final List<WebhookSecret> secrets;

    WebhookSigner(List<WebhookSecret> secrets) {
        this.secrets = secrets;
    }

    /** The headers of one attempt at {@code now}; one signature for each secret. */
    Map<String, String> headers(String id, Instant now, String body) {
        String timestamp = Long.toString(now.getEpochSecond());
        byte[] content = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
        return Map.of(
                "webhook-id",
                id,
                "webhook-timestamp",
                timestamp,
                "webhook-signature",
                secrets.stream().map(secret -> "v1," + secret.sign(content)).collect(Collectors.joining(" ")));
    }
}
