package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otolex.service.jobs.Postgres;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two services, one PostgreSQL: whichever is asked, the answer is the same. */
@Timeout(120)
class JobReplicasTest {

    @TempDir
    static Path folder;

    private static Replica one;
    private static Replica two;

    @BeforeAll
    static void startBoth() {
        String url = Postgres.emptyDatabase();
        one = start("one", url);
        two = start("two", url);
    }

    private static Replica start(String name, String url) {
        return Replica.start(
                folder.resolve(name), "otolex.jobs.database-url=" + url, "otolex.jobs.database-user=postgres");
    }

    @AfterAll
    static void stopBoth() {
        one.close();
        two.close();
    }

    @Test
    void jobsOfOneAreWorkedOnByBoth() throws Exception {
        long start = System.nanoTime();
        var jobs = new ArrayList<String>();
        for (int i = 0; i < 6; i++) {
            jobs.add(one.submit("", "slow 20"));
        }

        await().until(() -> running(jobs) == 2);
        for (String job : jobs) {
            await().atMost(Duration.ofSeconds(40)).until(() -> two.status(job).equals("succeeded"));
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(40));
    }

    private static long running(List<String> jobs) throws Exception {
        long running = 0;
        for (String job : jobs) {
            running += one.status(job).equals("running") ? 1 : 0;
        }
        return running;
    }

    @Test
    void theOtherReplicaKnowsTheJobAndItsResult() throws Exception {
        String job = one.submit("?top_k=2", "sound");
        await().until(() -> two.status(job).equals("succeeded"));

        assertThat(two.send(two.request(job + "/result")).body())
                .isEqualTo(one.send(one.request(job + "/result")).body())
                .contains("\"tags\"");
        assertThat(two.get("/v1/jobs?limit=1")).isEqualTo(one.get("/v1/jobs?limit=1"));
    }

    @Test
    void aJobIsCancelledFromTheReplicaThatDoesNotRunIt() throws Exception {
        String first = one.submit("", "slow 600");
        String second = one.submit("", "slow 600");
        await().until(() -> running(List.of(first, second)) == 2);

        for (String job : List.of(first, second)) {
            assertThat(two.send(two.request(job).DELETE()).statusCode()).isEqualTo(200);
        }

        String next = one.submit("", "sound");
        await().atMost(Duration.ofSeconds(5)).until(() -> one.status(next).equals("succeeded"));
        assertThat(one.status(first)).isEqualTo("cancelled");
    }

    @Test
    void eventsGoOnWhereTheyStoppedOnTheOtherReplica() throws Exception {
        String job = one.submit("", "slow 40");
        List<String> begin;
        try (Stream<String> lines = stream(one, job, 0).body()) {
            begin = lines.limit(12).toList(); // id, event, data and an empty line: three events
        }
        Events before = Events.of(begin.stream());
        assertThat(before.names()).startsWith("queued", "running");

        Events after = Events.of(stream(two, job, before.last()).body());

        assertThat(after.ids().get(0)).isEqualTo(before.last() + 1);
        assertThat(after.names()).endsWith("succeeded").contains("progress");
        assertThat(Stream.concat(before.ids().stream(), after.ids().stream()))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, after.last()).boxed().toList());
        assertThat(stream(one, job, after.last()).statusCode()).isEqualTo(204);
        assertThat(Events.of(stream(two, job, 0).body()).ids()).hasSize(after.last());
    }

    private static HttpResponse<Stream<String>> stream(Replica replica, String job, int last) throws Exception {
        var request = replica.request(job + "/events").header("Last-Event-ID", Integer.toString(last));
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofLines());
    }

    @Test
    void oneKeySentToBothAtOnceIsOneJob() {
        List<CompletableFuture<String>> racing = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> withKey(i % 2 == 0 ? one : two)))
                .toList();

        assertThat(racing.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    }

    private static String withKey(Replica replica) {
        try {
            var accepted = replica.post("/v1/jobs", "sound", "Idempotency-Key", "race");
            assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
            return accepted.headers().firstValue("Location").orElseThrow();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aReplicaThatIsStoppedPutsItsJobBackForTheOther() throws Exception {
        String url = Postgres.emptyDatabase();
        Replica leaving = start("leaving", url);
        String job = leaving.submit("", "slow 30");
        await().until(() -> leaving.status(job).equals("running"));
        leaving.close();
        try (Replica staying = start("staying", url)) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> staying.status(job).equals("succeeded"));

            assertThat(staying.get(job).path("attempt").asInt()).isEqualTo(1);
            assertThat(Events.of(stream(staying, job, 0).body()).names())
                    .startsWith("queued", "running")
                    .containsSubsequence("running", "queued", "running", "succeeded")
                    .containsOnlyOnce("succeeded");
        }
    }
}
