package io.otolex.containers.image;

import com.github.dockerjava.api.model.Capability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service out of its image, as confined as the chart confines it. */
final class OtolexContainer extends GenericContainer<OtolexContainer> {

    static final Path SAMPLES = Path.of("..", "samples");
    static final long MEMORY_BYTES = 1_280L << 20;

    private static final String IMAGE = System.getProperty("otolex.image", "otolex:local");
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = new JsonMapper();

    OtolexContainer() {
        super(DockerImageName.parse(IMAGE));
        withExposedPorts(8080, 8081);
        withTmpFs(Map.of("/tmp", "rw,noexec,nosuid,nodev,size=512m,mode=1777"));
        withEnv("OTOLEX_DRAIN_DELAY", "1s");
        withCreateContainerCmdModifier(command -> command.getHostConfig()
                .withReadonlyRootfs(true)
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withMemory(MEMORY_BYTES)
                .withMemorySwap(MEMORY_BYTES));
        waitingFor(Wait.forHttp("/actuator/health/readiness").forPort(8081).withStartupTimeout(Duration.ofMinutes(4)));
    }

    HttpResponse<String> get(int port, String path) {
        return send(HttpRequest.newBuilder(uri(port, path)));
    }

    HttpResponse<String> post(String path, Path recording) {
        return send(posting(path, recording));
    }

    CompletableFuture<HttpResponse<String>> postAside(String path, Path recording) {
        return CLIENT.sendAsync(posting(path, recording).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder posting(String path, Path recording) {
        try {
            return HttpRequest.newBuilder(uri(8080, path))
                    .header("Content-Type", "application/octet-stream")
                    .POST(BodyPublishers.ofFile(recording));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.timeout(Duration.ofMinutes(2)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private URI uri(int port, String path) {
        return URI.create("http://" + getHost() + ":" + getMappedPort(port) + path);
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    /** What a command in the container prints on standard output, if it ends well. */
    String run(String... command) throws IOException, InterruptedException {
        ExecResult result = execInContainer(command);
        if (result.getExitCode() != 0) {
            throw new AssertionError(String.join(" ", command) + ": " + result);
        }
        return result.getStdout();
    }

    /** Waits until a meter has at least this value. */
    void awaitMetric(String meter, double least) {
        Awaitility.await(meter).atMost(Duration.ofMinutes(2)).until(() -> metric(meter) >= least);
    }

    private double metric(String meter) {
        return get(8081, "/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(meter))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Tells the service to end and waits until it has; the container stays, to be looked at. */
    int exitCodeAfterTerm() {
        getDockerClient().killContainerCmd(getContainerId()).withSignal("TERM").exec();
        return getDockerClient().waitContainerCmd(getContainerId()).start().awaitStatusCode();
    }
}
