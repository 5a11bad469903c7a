package io.otolex.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jar as a cluster is given it: two executors of a process each, one of which is killed at work. */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class SubmittedJarIT {

    /*
     * Nothing here waits for a time: each step waits for the one before it, so that a machine that is ten times slower
     * takes ten times longer. The limits, Spark's own too, are for what will never end.
     */

    private static final int FILES = 100;
    private static final Path SAMPLES = Path.of("..", "samples");
    private static final Path TONES = Path.of("..", "audio-frontend/src/test/resources/io/otolex/audio/decode");
    private static final List<String> CLUSTER = List.of(
            "spark.master=local-cluster[2,1,2048]",
            "spark.executor.memory=1g",
            "spark.ui.enabled=false",
            "spark.sql.files.maxPartitionBytes=16m", // four files a task
            "spark.locality.wait=0",
            "spark.network.timeout=20m",
            "spark.worker.timeout=1200",
            "spark.executor.extraJavaOptions=" + String.join(" ", SparkSubmit.SOON_AT_WORK));

    /** Of 25 tasks: some have committed, most are to come. */
    private static final int COMMITTED_BEFORE_THE_KILL = 5;

    @TempDir
    Path folder;

    private Path archive = Path.of("");
    private Path output = Path.of("");
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void archive() throws IOException {
        archive = Files.createDirectory(folder.resolve("archive"));
        output = folder.resolve("tags");
        List<Path> sounds = new ArrayList<>();
        for (Path home : List.of(SAMPLES, TONES)) {
            try (Stream<Path> files = Files.list(home)) {
                files.filter(file -> file.toString().matches(".*\\.(wav|mp3|flac|ogg|opus|webm|m4a|aiff|amr)"))
                        .filter(file -> !file.toString().contains("hours"))
                        .sorted()
                        .forEach(sounds::add);
            }
        }
        for (int i = 0; i < FILES; i++) {
            Path sound = sounds.get(i % sounds.size());
            Path file = archive.resolve(i + "-" + sound.getFileName());
            if (i % 20 == 0) {
                Files.writeString(file, "no sound at all " + i);
            } else {
                Files.copy(sound, file);
            }
        }
    }

    @AfterEach
    void endWhatAFailedTestLeft() {
        started.forEach(process -> process.descendants().forEach(ProcessHandle::destroyForcibly));
        started.forEach(Process::destroyForcibly);
    }

    @AfterEach
    void stopSpark() {
        SparkSession.getDefaultSession().foreach(session -> {
            session.stop();
            return null;
        });
    }

    @Test
    void everyFileHasOneRowThoughAnExecutorIsKilledAndScoresAreTheCommandLines() throws Exception {
        Path log = folder.resolve("driver.log");
        Process job = submit(log);
        ProcessHandle victim = executorAtWork(job);
        assertThat(victim.destroyForcibly()).isTrue();
        assertThat(job.waitFor()).as(() -> tail(log)).isZero();
        assertThat(Files.readString(log)).contains("Lost executor");

        Map<String, Row> rows = rows();
        assertThat(rows.values())
                .filteredOn(row -> row.getAs("status").equals("failed"))
                .hasSize(5)
                .allSatisfy(row -> assertThat(row.<String>getAs("error")).isEqualTo("unsupported-media"));
        equalsCommandLine(rows);

        assertThat(submit(log).waitFor()).as(() -> tail(log)).isZero(); // a second run finds nothing to do
        assertThat(rows()).hasSize(FILES);
    }

    @Test
    void theJarBringsItsNativesAndNothingThatAClusterHas() throws IOException {
        try (var jar = new JarFile(System.getProperty("otolex.spark.jar"))) {
            List<String> entries = jar.stream().map(JarEntry::getName).toList();

            assertThat(entries)
                    .noneMatch(
                            name -> name.matches(
                                    "(org/apache/(spark|hadoop|parquet|commons)|com/fasterxml|tools/jackson|org/slf4j|scala|com/google)/.*\\.class"));
            assertThat(entries)
                    .anyMatch(name -> name.matches("pytorch/cpu/.*/libtorch_cpu\\..*"))
                    .anyMatch(name -> name.matches("org/bytedeco/ffmpeg/.*/ffmpeg"))
                    .contains(
                            "io/otolex/model/embedded/otolex.safetensors",
                            "META-INF/services/ai.djl.engine.EngineProvider");
        }
    }

    private Process submit(Path log) throws IOException {
        Process job =
                SparkSubmit.start(folder, log, CLUSTER, "--input", archive.toString(), "--output", output.toString());
        started.add(job);
        return job;
    }

    /** One of the two, as soon as some tasks have committed. */
    private ProcessHandle executorAtWork(Process job) throws Exception {
        Path committed = output.resolve("_temporary/0");
        while (tasksIn(committed) < COMMITTED_BEFORE_THE_KILL) {
            assertThat(job.isAlive())
                    .as(() -> tail(folder.resolve("driver.log")))
                    .isTrue();
            Thread.sleep(50);
        }
        return job.children()
                .filter(child -> child.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow();
    }

    private static long tasksIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("task_"))
                    .count();
        }
    }

    /** By the files' names; fails if one has two rows. */
    private Map<String, Row> rows() {
        SparkSession spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1")
                .getOrCreate();
        Map<String, Row> rows = new HashMap<>();
        for (Row row : spark.read().parquet(output.toString()).collectAsList()) {
            String path = row.getAs("path");
            assertThat(rows.put(path.substring(path.lastIndexOf('/') + 1), row)).isNull();
        }
        assertThat(rows).hasSize(FILES);
        return rows;
    }

    private void equalsCommandLine(Map<String, Row> rows) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("otolex.jar"),
                "bulk",
                archive.toString(),
                "--output",
                folder.resolve("bulk").toString(),
                "--format",
                "csv",
                "--exit-zero"));
        Process bulk = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("bulk.log").toFile())
                .start();
        started.add(bulk);
        assertThat(bulk.waitFor()).as(() -> tail(folder.resolve("bulk.log"))).isZero();
        SparkSession spark = SparkSession.active();
        List<Row> expected = spark.read()
                .option("header", true)
                .option("escape", "\"")
                .csv(folder.resolve("bulk").toString())
                .selectExpr(
                        "file",
                        "status",
                        "error",
                        "sha256",
                        "from_json(tags, 'array<struct<id: string, score: float>>') as tags")
                .collectAsList();
        assertThat(expected).hasSize(FILES);
        for (Row row : expected) {
            String file = row.getString(0);
            Row ours = Objects.requireNonNull(rows.get(file.substring(file.lastIndexOf('/') + 1)));
            assertThat(ours.<String>getAs("status")).isEqualTo(row.getString(1));
            assertThat(ours.<String>getAs("error")).isEqualTo(row.get(2));
            assertThat(ours.<String>getAs("sha256")).isEqualTo(row.get(3));
            assertSameTags(ours, row);
        }
    }

    private static void assertSameTags(Row ours, Row theirs) {
        if (theirs.isNullAt(4)) {
            return;
        }
        List<Row> expected = theirs.getList(4);
        List<Row> tags = ours.getList(ours.fieldIndex("tags"));
        assertThat(tags).hasSameSizeAs(expected);
        for (int i = 0; i < tags.size(); i++) {
            assertThat(tags.get(i).<String>getAs("id"))
                    .isEqualTo(expected.get(i).getString(0));
            assertThat(tags.get(i).<Float>getAs("score"))
                    .isCloseTo(expected.get(i).getFloat(1), within(1e-6f));
        }
    }

    private static String tail(Path log) {
        try (InputStream in = Files.newInputStream(log)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.substring(Math.max(0, text.length() - 6000));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
