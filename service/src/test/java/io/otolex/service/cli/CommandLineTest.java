package io.otolex.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.otolex.service.FakeEngine;
import io.otolex.service.engine.EngineException;
import io.otolex.service.engine.EngineFactory;
import io.otolex.service.engine.ModelSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandLineTest {

    private static final EngineFactory FAKE = (model, decoding) -> FakeEngine.open();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> springOptions = new ArrayList<>();

    @TempDir
    Path folder;

    private String good = "";
    private String bad = "";

    @BeforeEach
    void files() throws IOException {
        good = Files.writeString(folder.resolve("good sound.wav"), "sound").toString();
        bad = Files.writeString(folder.resolve("bad.wav"), "corrupt").toString();
    }

    @Test
    void jsonIsOneObjectAFile() {
        assertThat(run(FAKE, "tag", "--format", "json", "--top-k", "2", good, good))
                .isZero();

        assertThat(out.toString().lines()).hasSize(2).allSatisfy(line -> {
            JsonNode answer = new JsonMapper().readTree(line);
            assertThat(answer.path("file").asString()).isEqualTo(good);
            assertThat(answer.path("model").path("name").asString()).isEqualTo("fake");
            assertThat(answer.path("tags")).hasSize(2);
            assertThat(answer.path("tags").get(0).path("score").asString()).isEqualTo("0.333333");
        });
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void jsonIsTheDefaultWhereNobodyLooks() {
        run(FAKE, "tag", good);

        assertThat(out.toString()).startsWith("{\"file\":");
    }

    @Test
    void csvHasARowForEachTag() {
        assertThat(run(FAKE, "tag", "--format=csv", "--threshold=0.24", good)).isZero();

        assertThat(out.toString())
                .isEqualTo("file,kind,start_s,end_s,rank,score,score_mean,id,label,index,error\r\n"
                        + good + ",clip,0.000,1.667,1,0.333333,,/m/09x0r,Speech,0,\r\n"
                        + good + ",clip,0.000,1.667,2,0.250000,,/m/05zppz,\"Male speech, man speaking\",1,\r\n");
    }

    @Test
    void parquetIsARowInAFileForEachRecording() throws IOException {
        Path output = folder.resolve("tags");
        for (String topK : List.of("3", "2")) { // an earlier document is replaced
            assertThat(run(FAKE, "tag", "--format=parquet", "--output=" + output, "--top-k=" + topK, good, bad))
                    .isEqualTo(ExitCode.SOME_FILES_FAILED);
        }

        List<Group> rows = ParquetFile.rows(output.resolve("good sound.wav.parquet"));
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).getString("file", 0)).isEqualTo(good);
        assertThat(rows.get(0).getGroup("tags", 0).getFieldRepetitionCount("list"))
                .isEqualTo(2);
        assertThat(ParquetFile.tag(rows.get(0), 0).getFloat("score", 0)).isEqualTo(0.333333f);
        assertThat(output.resolve("bad.wav.parquet")).doesNotExist();
    }

    @Test
    void parquetIsNotForStandardOutput() {
        assertThat(run(FAKE, "tag", "--format=parquet", good)).isEqualTo(ExitCode.USAGE);

        assertThat(err.toString()).contains("give a folder with --output");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aThresholdSetComesFromAServicesConfiguration() throws IOException {
        Path config = Files.writeString(folder.resolve("application.yaml"), """
                server.port: 1
                otolex.tagging.threshold-sets:
                  quiet-home:
                    version: "3"
                    otherwise: 1
                    classes:
                      - {label: "Male speech, man speaking", threshold: 0.2}
                """);

        assertThat(run(FAKE, "tag", "--config=" + config, "--threshold-set=quiet-home", good))
                .as(err.toString())
                .isZero();

        JsonNode answer = new JsonMapper().readTree(out.toString());
        assertThat(answer.path("threshold_set").asString()).isEqualTo("quiet-home@3");
        assertThat(answer.path("tags")).hasSize(1);
        assertThat(answer.path("tags").get(0).path("index").asInt()).isEqualTo(1);
    }

    @Test
    void aThresholdSetThatIsNotThereIsRefusedByName() throws IOException {
        Path config = Files.writeString(folder.resolve("none.yaml"), "otolex: {}\n");
        Path wrong = Files.writeString(
                folder.resolve("wrong.yaml"),
                "otolex.tagging.threshold-sets.a: {version: 1, classes: [{label: Nothing, threshold: 0.5}]}\n");
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "a: [\n");

        for (String file : new String[] {config.toString(), wrong.toString(), broken.toString(), "/none.yaml"}) {
            assertThat(run(FAKE, "tag", "--config=" + file, "--threshold-set=quiet-home", good))
                    .isEqualTo(ExitCode.USAGE);
        }
        assertThat(err.toString())
                .contains("threshold_set must be one of []", "does not exist: Nothing", "cannot be read");
        assertThat(run(FAKE, "tag", "--threshold-set=quiet-home", good)).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void theTableIsForEyes() {
        assertThat(run(FAKE, "tag", "--format=table", "--top-k=1", good)).isZero();

        assertThat(out.toString())
                .isEqualToNormalizingNewlines(
                        good + "  (pcm_s16le, 44100 Hz, 2 ch, 1.667 s; fake)\n  0.333333  Speech\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "csv", "table"})
    void aBadFileIsToldAndTheOthersAreTagged(String format) {
        assertThat(run(FAKE, "tag", "--format", format, bad, good)).isEqualTo(ExitCode.SOME_FILES_FAILED);

        assertThat(err.toString()).isEqualToNormalizingNewlines("otolex: " + bad + ": bad frame at byte 12\n");
        assertThat(out.toString()).contains("Speech").doesNotContain("Exception");
    }

    @Test
    void rowsForProgramsIncludeTheFailure() {
        run(FAKE, "tag", "--format=json", bad);
        JsonNode row = new JsonMapper().readTree(out.toString());
        assertThat(row.path("file").asString()).isEqualTo(bad);
        assertThat(row.path("problem").path("type").asString()).isEqualTo("/problems/decode-failed");
        out.getBuffer().setLength(0);

        run(FAKE, "tag", "--format=csv", bad);
        assertThat(out.toString()).endsWith(bad + ",,,,,,,,,,bad frame at byte 12\r\n");
    }

    @Test
    void aMissingFileAndAFolderAreFailuresToo() {
        assertThat(run(FAKE, "tag", folder.resolve("none.wav").toString(), folder.toString(), "\0"))
                .isEqualTo(ExitCode.SOME_FILES_FAILED);

        assertThat(err.toString().lines()).hasSize(3).allMatch(line -> line.startsWith("otolex: "));
        assertThat(err.toString()).contains("There is no such file").doesNotContain("\tat ");
    }

    @Test
    void standardInputIsARecordingToo() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("sound".getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(run(FAKE, "tag", "-")).isZero();
        } finally {
            System.setIn(before);
        }
        assertThat(out.toString()).startsWith("{\"file\":\"-\"").contains("\"duration_s\":1.667");
    }

    @Test
    void aFaultIsOneLineUnlessMoreIsAskedFor() throws IOException {
        String fault = Files.writeString(folder.resolve("fault"), "fault").toString();

        assertThat(run(FAKE, "tag", fault)).isEqualTo(ExitCode.SOME_FILES_FAILED);
        assertThat(err.toString()).doesNotContain("\tat ");

        run(FAKE, "tag", "--debug", fault);
        assertThat(err.toString()).contains("\tat ");
    }

    @Test
    void withoutAnEngineTheCodeIsThreeAndTheAdviceIsPrinted() {
        EngineFactory none = (model, decoding) -> {
            throw new EngineException("no model " + model.source(), "Import one.", new IOException("cause"));
        };

        assertThat(run(none, "tag", "--model", "x", good)).isEqualTo(ExitCode.CANNOT_START);

        assertThat(err.toString()).isEqualToNormalizingNewlines("otolex: no model x\nImport one.\n");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tag",
                "tag --top-k=0 x",
                "tag --top-k=many x",
                "tag --threshold=2 x",
                "tag --nonsense x",
                "sing"
            })
    void aWrongCommandLineIsAUsageError(String line) {
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" ", -1);

        assertThat(run(FAKE, arguments)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).startsWith("otolex: ").contains("--help");
    }

    @Test
    void aMistakeIsNotPushedOffTheScreenByTheHelp() {
        run(FAKE, "tag", "--thresold=1", good);

        assertThat(err.toString()).isEqualToNormalizingNewlines("""
                        otolex: Unknown option: '--thresold=1'
                        Possible solutions: --threshold, --threshold-set, --threads
                        See otolex tag --help
                        """);
    }

    @Test
    void optionsReachTheEngine() {
        var seen = new ArrayList<ModelSettings>();
        EngineFactory watching = (model, decoding) -> {
            seen.add(model);
            assertThat(decoding.maxDuration()).hasMinutes(90);
            return FakeEngine.open();
        };

        run(
                watching,
                "tag",
                "--model=m",
                "--cache=c",
                "--precision=bfloat16",
                "--threads=3",
                "--max-duration=90m",
                good);

        assertThat(seen).containsExactly(new ModelSettings("m", Path.of("c"), "bfloat16", 3, "auto"));
    }

    @Test
    void helpNamesEveryExitCode() {
        assertThat(run(FAKE, "--help")).isZero();

        assertThat(out.toString()).contains("Exit codes:", "0 ", "1 ", "2 ", "3 ", "4 ", "tag", "serve");
    }

    @Test
    void serveHandsItsOptionsToSpring() {
        assertThat(run(FAKE, "serve", "--server.port=9000", "--debug", "--otolex.model.source=x"))
                .isZero();

        assertThat(springOptions).containsExactly("--server.port=9000", "--debug", "--otolex.model.source=x");
    }

    @Test
    void aServiceThatCannotStartIsToldByItsCodeOnly() {
        var commandLine = OtolexCommand.of(FAKE, options -> {
                    throw new IllegalStateException("Spring has said why");
                })
                .setErr(new PrintWriter(err));

        assertThat(commandLine.execute("serve")).isEqualTo(ExitCode.CANNOT_START);
        assertThat(err.toString()).isEmpty();
    }

    private int run(EngineFactory engines, String... arguments) {
        return OtolexCommand.of(engines, options -> springOptions.addAll(Arrays.asList(options)))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
