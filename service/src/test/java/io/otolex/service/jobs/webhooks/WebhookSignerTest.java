package io.otolex.service.jobs.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignerTest {

    /** The example of the specification's own libraries. */
    @Test
    void signsAsThePublishedVectorDoes() {
        var signer = new WebhookSigner(List.of(WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")));

        var headers = signer.headers(
                "msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1614265330), "{\"test\": 2432232314}");

        assertThat(headers)
                .containsEntry("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
                .containsEntry("webhook-timestamp", "1614265330")
                .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void everySecretSignsSoThatOneCanTakeOverFromAnother() {
        var fresh = WebhookSecret.parse("whsec_" + "QUFB".repeat(8));
        var old = WebhookSecret.parse("whsec_" + "QkJC".repeat(8));

        assertThat(signature(fresh, old)).isEqualTo(signature(fresh) + " " + signature(old));
        assertThat(signature(fresh)).startsWith("v1,").isNotEqualTo(signature(old));
    }

    private static String signature(WebhookSecret... secrets) {
        var headers = new WebhookSigner(List.of(secrets)).headers("id", Instant.EPOCH, "{}");
        return String.valueOf(headers.get("webhook-signature"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_", "whsec_c2hvcnQ=", "whsec_*****"})
    void aSecretThatIsNoneIsRefusedWithoutBeingShown(String text) {
        assertThatThrownBy(() -> WebhookSecret.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(e -> assertThat(String.valueOf(e.getMessage())).doesNotContain("c2hvcnQ", "***", "MfKQ"));
    }
}
