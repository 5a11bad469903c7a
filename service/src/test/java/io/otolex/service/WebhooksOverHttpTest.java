package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otolex.service.WebhookReceiver.Notice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The end of jobs, as somebody's server hears of it. */
@Timeout(120)
class WebhooksOverHttpTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    static Path folder;

    private static WebhookReceiver receiver;
    private static Replica service;

    @BeforeAll
    static void start() throws IOException {
        receiver = new WebhookReceiver();
        service = Replica.start(
                folder.resolve("uploads"),
                "otolex.jobs.directory=" + folder.resolve("jobs"),
                "otolex.jobs.concurrent=2",
                "otolex.jobs.webhook.secrets=" + WebhookReceiver.SECRET,
                "otolex.jobs.webhook.allowed-hosts=" + receiver.host() + ",127.0.0.1:1",
                "otolex.jobs.webhook.allowed-networks=127.0.0.0/8,::1/128",
                "otolex.jobs.webhook.first-delay=200ms",
                "otolex.jobs.webhook.timeout=1s",
                "otolex.jobs.webhook.attempts=3");
    }

    @AfterAll
    static void stop() {
        service.close();
        receiver.close();
    }

    @ParameterizedTest
    @CsvSource({"sound, succeeded", "corrupt, failed"})
    void theEndOfAJobIsToldOnceAndSigned(String content, String end) throws Exception {
        String hook = receiver.address(nth -> 204);
        String job = service.submit("?webhook=" + hook, content);

        assertThat(told(job)).isEqualTo("delivered");

        assertThat(receiver.notices(hook)).hasSize(1).allMatch(Notice::isGenuine);
        Notice notice = receiver.notices(hook).get(0);
        assertThat(notice.id()).isEqualTo("msg_" + job.substring(job.lastIndexOf('/') + 1));
        assertThat(Math.abs(notice.timestamp() - Instant.now().getEpochSecond()))
                .isLessThan(60);
        JsonNode said = JSON.readTree(notice.body());
        assertThat(said.path("type").asString()).isEqualTo("job." + end);
        assertThat(said.path("data").path("links").path("self").asString()).isEqualTo(job);
        assertThat(said.path("data").path("status").asString()).isEqualTo(end);
    }

    @Test
    void aCancelledJobIsToldToo() throws Exception {
        String hook = receiver.address(nth -> 204);
        String job = service.submit("?webhook=" + hook, "slow 600");

        service.send(service.request(job).DELETE());

        assertThat(told(job)).isEqualTo("delivered");
        assertThat(receiver.notices(hook)).hasSize(1);
        assertThat(receiver.notices(hook).get(0).body()).contains("\"job.cancelled\"");
    }

    @Test
    void aReceiverThatFailsIsToldAgainLaterUnderTheSameId() throws Exception {
        String hook = receiver.address(nth -> nth < 2 ? 500 : 200);
        String job = service.submit("?webhook=" + hook, "sound");

        assertThat(told(job)).isEqualTo("delivered");

        List<Notice> notices = receiver.notices(hook);
        assertThat(notices).hasSize(3).allMatch(Notice::isGenuine);
        assertThat(notices).extracting(Notice::id).containsOnly(notices.get(0).id());
        assertThat(notices).extracting(Notice::body).containsOnly(notices.get(0).body());
        assertThat(notices.get(0).until(notices.get(1))).isGreaterThan(Duration.ofMillis(150));
        assertThat(notices.get(1).until(notices.get(2))).isGreaterThan(Duration.ofSeconds(1));
        assertThat(delivery(job).path("attempts").asInt()).isEqualTo(3);
    }

    @Test
    void aReceiverThatIsSilentIsLeftAndToldAgain() throws Exception {
        String hook = receiver.address(nth -> nth == 0 ? WebhookReceiver.SILENCE : 204);
        String job = service.submit("?webhook=" + hook, "sound");

        assertThat(told(job)).isEqualTo("delivered");

        List<Notice> notices = receiver.notices(hook);
        assertThat(notices).hasSize(2);
        assertThat(notices).extracting(Notice::id).containsOnly(notices.get(0).id());
    }

    @ParameterizedTest
    @CsvSource({"500, 3", "302, 3", "400, 3", "410, 1"})
    void aNoticeIsGivenUpAfterItsAttempts(int status, int attempts) throws Exception {
        String hook = receiver.address(nth -> status);
        String job = service.submit("?webhook=" + hook, "sound");

        assertThat(told(job)).isEqualTo("given_up");

        assertThat(receiver.notices(hook)).hasSize(attempts);
        assertThat(receiver.redirected()).isEmpty();
        assertThat(delivery(job).path("last_outcome").asString()).isEqualTo("answered " + status);
        assertThat(service.status(job)).isEqualTo("succeeded");
    }

    @Test
    void aReceiverThatIsNotThereIsGivenUpToo() throws Exception {
        String job = service.submit("?webhook=http://127.0.0.1:1/hook", "sound");

        assertThat(told(job)).isEqualTo("given_up");

        assertThat(delivery(job).path("last_outcome").asString()).startsWith("failed: ");
    }

    @Test
    void aPrivateAddressIsNotToldUnlessItsNetworkIsAllowed() throws Exception {
        String hook = receiver.address(nth -> 204);
        try (Replica strict = Replica.start(
                folder.resolve("strict"),
                "otolex.jobs.directory=" + folder.resolve("strict-jobs"),
                "otolex.jobs.webhook.secrets=" + WebhookReceiver.SECRET,
                "otolex.jobs.webhook.allowed-hosts=" + receiver.host())) {
            String job = strict.submit("?webhook=" + hook, "sound");

            await().atMost(Duration.ofSeconds(30)).until(() -> isSettled(strict, job));

            assertThat(strict.get(job).path("webhook").toString()).contains("given_up", "no public address");
            assertThat(receiver.notices(hook)).isEmpty();
        }
    }

    @Test
    void aHostThatIsNotOnTheListIsRefusedAtOnce() throws Exception {
        var refused = service.post("/v1/jobs?webhook=http://localhost:2/hook", "sound");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(JSON.readTree(refused.body()).path("type").asString()).isEqualTo("/problems/url-refused");
    }

    private static String told(String job) throws Exception {
        await().atMost(Duration.ofSeconds(30)).until(() -> isSettled(service, job));
        return delivery(job).path("status").asString();
    }

    private static boolean isSettled(Replica replica, String job) throws Exception {
        JsonNode webhook = replica.get(job).path("webhook");
        return !webhook.path("status").asString().equals("pending");
    }

    private static JsonNode delivery(String job) throws Exception {
        return service.get(job).path("webhook");
    }
}
