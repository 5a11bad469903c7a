package io.otolex.containers.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.command.InspectImageResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.output.ToStringConsumer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("containers")
class ImageTest {

    private static final OtolexContainer SERVICE =
            new OtolexContainer().withFileSystemBind(absolute(OtolexContainer.SAMPLES), "/samples", BindMode.READ_ONLY);
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        SERVICE.start();
    }

    @AfterAll
    static void stop() {
        SERVICE.stop();
    }

    @Test
    void aRecordingGetsItsName() {
        HttpResponse<String> response = SERVICE.post("/v1/tags?top_k=5", OtolexContainer.SAMPLES.resolve("speech.wav"));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(OtolexContainer.json(response).path("tags").findValuesAsString("label"))
                .contains("Speech");
    }

    @Test
    void everyFormatOfTheSamplesIsDecodedByTheImagesOwnFfmpeg() {
        for (String sample : new String[] {"cow.ogg", "crow.flac", "xylophone.mp3", "church-bell.wav"}) {
            HttpResponse<String> response = SERVICE.post("/v1/tags", OtolexContainer.SAMPLES.resolve(sample));

            assertThat(response.statusCode()).as(sample + response.body()).isEqualTo(200);
        }
    }

    @Test
    void nothingIsUnpackedOrWrittenButUnderTmpAndTheDataFolder() throws IOException, InterruptedException {
        aRecordingGetsItsName();

        assertThat(SERVICE.execInContainer("touch", "/opt/otolex/x").getExitCode())
                .isNotZero();
        assertThat(SERVICE.run("find", "/tmp", "/var/lib/otolex", "-name", "*.so*"))
                .isEmpty();
        assertThat(filesInMemory())
                .contains("/opt/otolex/natives/pytorch/libtorch_cpu.so", "/opt/otolex/natives/pytorch/libdjl_torch.so")
                .doesNotContain("/tmp/");
    }

    @Test
    void classesComeFromTheCacheThatWasMadeWithTheImage() throws IOException, InterruptedException {
        assertThat(filesInMemory()).contains("/opt/otolex/otolex.aot");
    }

    private static String filesInMemory() throws IOException, InterruptedException {
        return SERVICE.run("sh", "-c", "grep -E '\\.(so|aot)' /proc/1/maps | awk '{print $6}' | sort -u");
    }

    @Test
    void theProcessIsNobodyInParticular() throws IOException, InterruptedException {
        assertThat(SERVICE.run("id", "-u").strip()).isEqualTo("10001");
        assertThat(SERVICE.run("sh", "-c", "grep ^CapEff /proc/1/status")).contains("0000000000000000");
        assertThat(SERVICE.run("cat", "/proc/1/comm").strip()).isEqualTo("java");
    }

    @Test
    void aLongRecordingFitsIntoTheMemoryLimit() throws IOException {
        Path recording = Recordings.noise(folder.resolve("long.wav"), 600, 1);

        HttpResponse<String> response = SERVICE.post("/v1/tags", recording);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(OtolexContainer.json(response).path("windows").asInt()).isEqualTo(60);
        assertThat(state(SERVICE).getOOMKilled()).isFalse();
        assertThat(state(SERVICE).getRunning()).isTrue();
    }

    @Test
    void itsOwnHealthCommandIsContent() throws IOException, InterruptedException {
        assertThat(SERVICE.run("otolex", "health", "http://localhost:8081/actuator/health/readiness"))
                .contains("\"status\":\"UP\"");
    }

    @Test
    void theEngineCallsItHealthy() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> state(SERVICE).getHealth().getStatus().equals("healthy"));
    }

    @Test
    void itSaysWhatItIsMadeOf() {
        JsonNode ofTheJar = JSON.readTree(file("/opt/otolex/sbom/application.cdx.json"));
        JsonNode below = JSON.readTree(file("/opt/otolex/sbom/system.cdx.json"));

        assertThat(ofTheJar.path("bomFormat").asString()).isEqualTo("CycloneDX");
        assertThat(ofTheJar.path("components").findValuesAsString("purl"))
                .anyMatch(purl -> purl.startsWith("pkg:maven/ai.djl.pytorch/pytorch-native-cpu@2.7.1"))
                .anyMatch(purl -> purl.startsWith("pkg:maven/org.bytedeco/ffmpeg@"))
                .anyMatch(purl -> purl.startsWith("pkg:maven/org.springframework.boot/spring-boot@"));
        assertThat(file("/opt/otolex/sbom/page.cdx.json")).contains("pkg:npm/wavesurfer.js@");
        assertThat(below.path("bomFormat").asString()).isEqualTo("CycloneDX");
        assertThat(below.path("components").findValuesAsString("name")).contains("libc6", "libxcb1", "java");
        assertThat(below.path("components").findValuesAsString("purl"))
                .allMatch(purl -> purl.matches("pkg:deb/[a-z]+/[^@ ]+@[^ :+~]+\\?arch=[a-z0-9]+"));
    }

    @Test
    void theCreditsOfTheRecordingsTravelWithTheWeights() throws IOException, InterruptedException {
        String jar =
                SERVICE.run("sh", "-c", "ls /opt/otolex/lib/otolex-model-*.jar").strip();

        assertThat(entries(jar))
                .contains(
                        "io/otolex/model/embedded/otolex.safetensors",
                        "io/otolex/model/embedded/NOTICE",
                        "io/otolex/model/embedded/MODEL_CARD.md");
    }

    private static List<String> entries(String jar) {
        return SERVICE.copyFileFromContainer(jar, content -> {
            var zip = new ZipInputStream(content);
            var names = new ArrayList<String>();
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
            return names;
        });
    }

    private static String file(String path) {
        return SERVICE.copyFileFromContainer(path, content -> new String(content.readAllBytes(), UTF_8));
    }

    @Test
    void metricsAndHealthAreNotOnThePublicPort() {
        assertThat(SERVICE.get(8080, "/actuator/prometheus").statusCode()).isIn(401, 404);
        assertThat(SERVICE.get(8081, "/actuator/prometheus").body()).contains("otolex_requests_total");
    }

    @Test
    void theImageSaysWhatItIs() {
        InspectImageResponse image = SERVICE.getDockerClient()
                .inspectImageCmd(SERVICE.getDockerImageName())
                .exec();

        assertThat(image.getConfig().getLabels())
                .containsEntry("org.opencontainers.image.title", "Otolex")
                .containsEntry("org.opencontainers.image.licenses", "GPL-3.0-or-later")
                .containsKeys("org.opencontainers.image.version", "org.opencontainers.image.revision");
        assertThat(image.getConfig().getUser()).isEqualTo("10001:10001");
    }

    @Test
    void aServiceWithNothingToDoEndsAtOnce() {
        try (var service = new OtolexContainer()) {
            service.withEnv("OTOLEX_DRAIN_DELAY", "0s").start();

            long start = System.nanoTime();
            int code = service.exitCodeAfterTerm();

            assertThat(code).isEqualTo(143);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void aServiceThatStillStartsEndsAtOnceToo() {
        try (var service = new OtolexContainer()) {
            service.setWaitStrategy(Wait.forLogMessage(".*Starting Otolex.*", 1));
            service.start();

            long start = System.nanoTime();
            int code = service.exitCodeAfterTerm();

            assertThat(code).isEqualTo(143);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void acceptedWorkIsFinishedWhenTheServiceIsToldToEnd() throws IOException {
        Path recording = Recordings.noise(folder.resolve("long.wav"), 600, 2);
        try (var service = new OtolexContainer().withEnv("SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE", "3m")) {
            service.start();
            var answer = service.postAside("/v1/tags", recording);
            service.awaitMetric("otolex_stage_seconds_count{stage=\"score\"}", 1);

            int code = service.exitCodeAfterTerm();

            assertThat(answer.join().statusCode()).isEqualTo(200);
            assertThat(code).isIn(0, 143);
        }
    }

    @Test
    void theCommandLineIsThereToo() {
        try (var command = new OtolexContainer()
                .withCommand("tag", "--format", "json", "--top-k", "3", "/opt/otolex/speech.wav")
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(Duration.ofMinutes(2)))) {
            command.setWaitStrategy(Wait.forLogMessage(".*\"Speech\".*", 1));
            command.start();

            assertThat(command.getLogs()).contains("\"Speech\"");
        }
    }

    @Test
    void aCheckpointOnAVolumeSpeaksInsteadOfTheEmbeddedOne() {
        try (var service = new OtolexContainer()
                .withFileSystemBind(
                        absolute(Path.of("../model/src/main/resources/io/otolex/model/embedded")),
                        "/models",
                        BindMode.READ_ONLY)
                .withEnv("OTOLEX_MODEL_SOURCE", "/models/otolex.safetensors")) {
            service.start();

            JsonNode answer = OtolexContainer.json(
                    service.post("/v1/tags?top_k=1", OtolexContainer.SAMPLES.resolve("speech.wav")));
            JsonNode embedded = OtolexContainer.json(
                    SERVICE.post("/v1/tags?top_k=1", OtolexContainer.SAMPLES.resolve("speech.wav")));
            assertThat(answer.path("model").path("digest"))
                    .isEqualTo(embedded.path("model").path("digest"));
            assertThat(answer.path("tags")).isEqualTo(embedded.path("tags"));
        }
    }

    @Test
    void aModelThatIsNotThereEndsTheStartWithASentence() {
        var said = new ToStringConsumer();
        try (var service = new OtolexContainer()
                .withEnv("OTOLEX_MODEL_SOURCE", "/models/none.safetensors")
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(Duration.ofMinutes(2)))
                .withLogConsumer(said)) {

            assertThatExceptionOfType(ContainerLaunchException.class).isThrownBy(service::start);

            assertThat(said.toUtf8String()).contains("none.safetensors").doesNotContain("\tat ");
        }
    }

    @Test
    void aBulkShardTagsItsShareAndGoesOnWhereItStopped() throws IOException {
        Path manifest = Files.writeString(folder.resolve("manifest.txt"), "cow.ogg\nnone.wav\ncrow.flac\ncat.ogg\n");
        Path rows = Files.createDirectory(folder.resolve("rows"));
        Files.setPosixFilePermissions(rows, PosixFilePermissions.fromString("rwxrwxrwx"));
        bulk(manifest, rows, "0/2");
        bulk(manifest, rows, "1/2");
        String first = read(rows);
        assertThat(first.lines()).hasSize(4);
        assertThat(first).contains("cow.ogg", "crow.flac", "cat.ogg", "none.wav");

        bulk(manifest, rows, "0/2");

        assertThat(read(rows)).as("nothing is tagged twice").isEqualTo(first);
    }

    /** As the chart's job calls it. */
    private static void bulk(Path manifest, Path rows, String shard) {
        try (var command = new OtolexContainer()
                .withFileSystemBind(absolute(OtolexContainer.SAMPLES), "/samples", BindMode.READ_ONLY)
                .withFileSystemBind(absolute(manifest), "/manifest.txt", BindMode.READ_ONLY)
                .withFileSystemBind(absolute(rows), "/rows", BindMode.READ_WRITE)
                .withCommand(
                        "bulk",
                        "/manifest.txt",
                        "--base=/samples",
                        "--output=/rows",
                        "--format=ndjson",
                        "--shard=" + shard,
                        "--resume",
                        "--exit-zero")
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(Duration.ofMinutes(2)))) {
            command.setWaitStrategy(Wait.forLogMessage(".*files ok.*", 1));
            command.start();
        }
    }

    private static String read(Path rows) throws IOException {
        try (Stream<Path> parts = Files.list(rows)) {
            return parts.filter(Files::isRegularFile)
                    .sorted()
                    .map(ImageTest::text)
                    .collect(Collectors.joining());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    private static ContainerState state(OtolexContainer container) {
        return container
                .getDockerClient()
                .inspectContainerCmd(container.getContainerId())
                .exec()
                .getState();
    }
}
