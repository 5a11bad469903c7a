package io.otolex.containers.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/** Two replicas on one PostgreSQL: what the one leaves undone, the other finishes. */
@Tag("containers")
class SharedJobsTest {

    private static final int RECORDINGS = 4;
    private static final int SECONDS = 300;

    @TempDir
    Path folder;

    @Test
    void aReplicaThatIsKilledLosesNoJob() throws IOException {
        try (Network network = Network.newNetwork();
                var database = database(network);
                var first = replica(network);
                var second = replica(network)) {
            database.start();
            Stream.of(first, second).parallel().forEach(OtolexContainer::start);

            List<String> jobs = submit(first);
            Awaitility.await("work begins").atMost(Duration.ofMinutes(2)).until(() -> jobs.stream()
                    .anyMatch(job -> status(second, job).equals("running")));
            first.getDockerClient().killContainerCmd(first.getContainerId()).exec();

            Awaitility.await("everything is done").atMost(Duration.ofMinutes(4)).until(() -> jobs.stream()
                    .allMatch(job -> status(second, job).equals("succeeded")));
            assertThat(jobs).allSatisfy(job -> assertThat(OtolexContainer.json(second.get(8080, job + "/result"))
                            .path("windows")
                            .asInt())
                    .isEqualTo(SECONDS / 10));
        }
    }

    private List<String> submit(OtolexContainer service) throws IOException {
        var jobs = new ArrayList<String>();
        for (int i = 0; i < RECORDINGS; i++) {
            Path recording = Recordings.noise(folder.resolve(i + ".wav"), SECONDS, i);
            HttpResponse<String> response = service.post("/v1/jobs", recording);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
            jobs.add(URI.create(response.headers().firstValue("Location").orElseThrow())
                    .getPath());
        }
        return jobs;
    }

    private static String status(OtolexContainer service, String job) {
        return OtolexContainer.json(service.get(8080, job)).path("status").asString();
    }

    private static GenericContainer<?> database(Network network) {
        return new GenericContainer<>("postgres:17")
                .withNetwork(network)
                .withNetworkAliases("postgres")
                .withEnv("POSTGRES_USER", "otolex")
                .withEnv("POSTGRES_PASSWORD", "a password")
                .withEnv("POSTGRES_DB", "otolex")
                .waitingFor(Wait.forSuccessfulCommand("pg_isready --username=otolex --host=127.0.0.1"));
    }

    private static OtolexContainer replica(Network network) {
        return new OtolexContainer()
                .withNetwork(network)
                .withEnv(Map.of(
                        "OTOLEX_JOBS_DATABASEURL", "jdbc:postgresql://postgres:5432/otolex",
                        "OTOLEX_JOBS_DATABASEUSER", "otolex",
                        "OTOLEX_JOBS_DATABASEPASSWORD", "a password",
                        "OTOLEX_JOBS_HEARTBEAT", "2s"));
    }
}
