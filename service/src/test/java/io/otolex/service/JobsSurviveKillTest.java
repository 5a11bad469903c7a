package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.otolex.service.WebhookReceiver.Notice;
import io.otolex.service.jobs.Postgres;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of real processes in the middle of jobs: none is lost, none is reported twice. */
@Timeout(300)
class JobsSurviveKillTest {

    private static final Set<String> ENDS = Set.of("succeeded", "failed", "cancelled");

    @TempDir
    Path folder;

    @Test
    void aSingleInstanceThatIsKilledTwiceFinishesEveryJobThatItAccepted() throws Exception {
        try (var receiver = new WebhookReceiver()) {
            String hook = receiver.address(nth -> 204);
            List<String> accepted = killedWhileJobsCome(receiver, hook);
            try (ServiceProcess second = start(receiver)) {
                await().atMost(Duration.ofMinutes(1)).until(() -> ended(second.replica(), accepted) >= 3);
                second.kill();
            }

            try (ServiceProcess third = start(receiver)) {
                allEndOnce(third.replica(), accepted, receiver.notices(hook));
            }
        }
    }

    /** Jobs are sent until the process is gone: what it accepted in its last moment counts too. */
    private List<String> killedWhileJobsCome(WebhookReceiver receiver, String hook) throws Exception {
        List<String> accepted = new CopyOnWriteArrayList<>();
        try (ServiceProcess first = start(receiver)) {
            var sender = new Thread(() -> sendUntilRefused(first.replica(), hook, accepted));
            sender.start();
            await().atMost(Duration.ofMinutes(1)).until(() -> accepted.size() >= 10);
            first.kill();
            sender.join();
        }
        return accepted;
    }

    private static void sendUntilRefused(Replica replica, String hook, List<String> accepted) {
        try {
            while (accepted.size() < 60) {
                accepted.add(replica.submit("?webhook=" + hook, "slow 3"));
            }
        } catch (IOException killed) {
            assertThat(accepted).isNotEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void theJobOfAKilledReplicaIsDoneByAnother() throws Exception {
        try (var receiver = new WebhookReceiver()) {
            String hook = receiver.address(nth -> 204);
            String[] shared = Stream.concat(
                            Stream.of(
                                    "otolex.jobs.database-url=" + Postgres.emptyDatabase(),
                                    "otolex.jobs.database-user=postgres"),
                            telling(receiver))
                    .toArray(String[]::new);
            String job;
            try (ServiceProcess dying = ServiceProcess.start(folder.resolve("dying"), shared)) {
                job = dying.replica().submit("?webhook=" + hook, "slow 40");
                await().until(() -> dying.replica().status(job).equals("running"));
                dying.kill();
            }

            try (Replica staying = Replica.start(folder.resolve("staying"), shared)) {
                allEndOnce(staying, List.of(job), receiver.notices(hook));

                assertThat(staying.get(job).path("attempt").asInt()).isEqualTo(2);
            }
        }
    }

    @Test
    void aSecondInstanceOnTheSameFileDoesNotStart() throws Exception {
        String settings = "otolex.jobs.directory=" + folder.resolve("jobs");
        try (ServiceProcess first = ServiceProcess.start(folder.resolve("first"), settings)) {
            assertThatThrownBy(() -> Replica.start(folder.resolve("second"), settings))
                    .hasStackTraceContaining("another Otolex already keeps its jobs in " + folder.resolve("jobs"));
            assertThat(first.replica().get("/v1/jobs").path("jobs")).isEmpty();
        }
    }

    private ServiceProcess start(WebhookReceiver receiver) throws IOException {
        String[] settings = Stream.concat(
                        Stream.of("otolex.jobs.directory=" + folder.resolve("jobs"), "otolex.jobs.max-attempts=10"),
                        telling(receiver))
                .toArray(String[]::new);
        return ServiceProcess.start(folder.resolve("uploads"), settings);
    }

    private static Stream<String> telling(WebhookReceiver receiver) {
        return Stream.of(
                "otolex.jobs.webhook.secrets=" + WebhookReceiver.SECRET,
                "otolex.jobs.webhook.allowed-hosts=" + receiver.host(),
                "otolex.jobs.webhook.allowed-networks=127.0.0.0/8,::1/128");
    }

    private static long ended(Replica replica, List<String> jobs) throws Exception {
        long ended = 0;
        for (String job : jobs) {
            ended += ENDS.contains(replica.status(job)) ? 1 : 0;
        }
        return ended;
    }

    private static void allEndOnce(Replica replica, List<String> jobs, List<Notice> notices) throws Exception {
        await().atMost(Duration.ofMinutes(2)).until(() -> ended(replica, jobs) == jobs.size());
        for (String job : jobs) {
            assertThat(replica.status(job)).isEqualTo("succeeded");
            assertThat(replica.get(job + "/result").path("tags")).isNotEmpty();
            assertThat(events(replica, job)).filteredOn(ENDS::contains).hasSize(1);
        }
        Set<String> expected = jobs.stream()
                .map(job -> "msg_" + job.substring(job.lastIndexOf('/') + 1))
                .collect(Collectors.toSet());
        await().atMost(Duration.ofSeconds(30)).until(() -> ids(notices).containsAll(expected));
        assertThat(ids(notices)).hasSizeLessThanOrEqualTo(expected.size() + 1); // one's 202 may have died on its way
        assertThat(notices).allMatch(Notice::isGenuine);
    }

    private static List<String> events(Replica replica, String job) throws Exception {
        var request = replica.request(job + "/events").build();
        try (var lines =
                HttpClient.newHttpClient().send(request, BodyHandlers.ofLines()).body()) {
            return Events.of(lines).names();
        }
    }

    private static Set<String> ids(List<Notice> notices) {
        return notices.stream().map(Notice::id).collect(Collectors.toSet());
    }
}
