package io.otolex.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.otolex.service.FakeEngine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class BulkCommandTest {

    private final StringWriter err = new StringWriter();
    private final AtomicInteger tagged = new AtomicInteger();

    @TempDir
    Path folder;

    private Path archive = Path.of("");
    private BulkFolder output = new BulkFolder(Path.of(""));

    @BeforeEach
    void archive() throws IOException {
        archive = Files.createDirectory(folder.resolve("archive"));
        output = new BulkFolder(folder.resolve("tags"));
        for (int i = 0; i < 10; i++) {
            Files.writeString(archive.resolve(i + ".wav"), "sound " + i);
        }
        Files.writeString(archive.resolve("bad.wav"), "corrupt");
        Files.writeString(archive.resolve("notes.doc"), "text");
    }

    @Test
    void everyFileHasARowWhateverItIs() throws IOException {
        assertThat(bulk()).isEqualTo(ExitCode.SOME_FILES_FAILED);

        List<JsonNode> rows = output.rows();
        assertThat(rows).hasSize(12);
        assertThat(rows)
                .filteredOn(row -> row.path("status").asString().equals("ok"))
                .hasSize(10)
                .allSatisfy(row -> {
                    assertThat(row.path("tags")).hasSize(10);
                    assertThat(row.path("model").path("name").asString()).isEqualTo("fake");
                    assertThat(row.path("sha256").asString()).hasSize(64);
                });
        assertThat(output.row("bad.wav").path("error").asString()).isEqualTo("decode-failed");
        assertThat(output.row("bad.wav").path("reason").asString()).isEqualTo("bad frame at byte 12");
        assertThat(output.row("notes.doc").path("error").asString()).isEqualTo("unsupported-media");
        assertThat(err.toString()).contains("10 files ok, 2 failed");
    }

    @Test
    void whatFailedIsAManifestAgain() throws IOException {
        bulk();
        Path quarantine = output.quarantine();

        assertThat(Files.readAllLines(quarantine))
                .containsExactlyInAnyOrder(
                        archive + "/bad.wav\tdecode-failed\tbad frame at byte 12",
                        archive + "/notes.doc\tunsupported-media\tno known container");

        output = new BulkFolder(folder.resolve("again"));
        bulk(quarantine.toString());
        assertThat(output.rows()).hasSize(2);
    }

    @Test
    void failedFilesMayBeASuccess() {
        assertThat(bulk(archive.toString(), "--exit-zero")).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 1000})
    void partsHaveAsManyRowsAsAreAskedFor(int rows) throws IOException {
        bulk(archive.toString(), "--part-rows=" + rows);

        assertThat(output.parts()).hasSize((12 + rows - 1) / rows);
        assertThat(output.rows()).hasSize(12);
        assertThat(output.hidden()).isEmpty();
    }

    @Test
    void aFileThatIsGivenTwiceHasOneRow() throws IOException {
        bulk(archive.toString(), archive + "/1.wav", archive + "/*.wav");

        assertThat(output.rows()).hasSize(12);
    }

    @Test
    void aMissingFileOfAManifestHasARow() throws IOException {
        Path manifest = Files.writeString(folder.resolve("list.txt"), "1.wav\nnone.wav\n");

        bulk(manifest.toString(), "--base", archive.toString());

        assertThat(output.rows()).hasSize(2);
        assertThat(output.row("none.wav").path("error").asString()).isEqualTo("not-found");
    }

    @Test
    void shardsTogetherAreAll() throws IOException {
        for (int i = 0; i < 3; i++) {
            bulk(archive.toString(), "--shard=" + i + "/3", "--resume");
        }

        assertThat(output.rows()).hasSize(12);
        assertThat(tagged).hasValue(12);
    }

    @Test
    void aSecondRunDoesOnlyWhatIsNew() throws IOException {
        bulk();
        Files.writeString(archive.resolve("new.wav"), "new sound");

        assertThat(bulk(archive.toString(), "--resume")).isEqualTo(ExitCode.SOME_FILES_FAILED);

        assertThat(tagged).hasValue(13);
        assertThat(output.rows()).hasSize(13);
    }

    @Test
    void aFileWhoseContentChangedIsDoneAgain() throws IOException {
        bulk(archive.toString(), "--part-rows=1");
        String before = output.row("1.wav").path("sha256").asString();
        Files.writeString(archive.resolve("1.wav"), "another sound");

        bulk(archive.toString(), "--part-rows=1", "--resume");

        assertThat(tagged).hasValue(13);
        assertThat(output.rows()).hasSize(12);
        assertThat(output.row("1.wav").path("sha256").asString()).isNotEqualTo(before);
    }

    @Test
    void aFileThatWasOnlyTouchedIsNot() throws IOException {
        bulk();
        Files.setLastModifiedTime(archive.resolve("1.wav"), FileTime.fromMillis(0));

        bulk(archive.toString(), "--resume");

        assertThat(tagged).hasValue(12);
    }

    @Test
    void aFailureThatSaysNothingOfTheFileIsTriedAgain() throws IOException {
        Files.writeString(archive.resolve("1.wav"), "broken");
        bulk(archive.toString(), "--part-rows=1");
        assertThat(output.row("1.wav").path("error").asString()).isEqualTo("decoder-unavailable");

        bulk(archive.toString(), "--part-rows=1", "--resume");

        assertThat(tagged).hasValue(13);
        assertThat(output.rows()).hasSize(12);
    }

    @Test
    void rowsOfAnotherRunAreNotMixedWith() throws IOException {
        bulk();
        assertThat(bulk()).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--resume");

        assertThat(bulk(archive.toString(), "--resume", "--top-k=3")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("may not be mixed");
        assertThat(output.rows()).hasSize(12);
    }

    @Test
    void rowsOfAnotherFormatAreNotMixedWith() throws IOException {
        bulk();

        assertThat(bulk(archive.toString(), "--resume", "--format=csv")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("ndjson (model 000000000000, float32)", "csv (model 000000000000, float32)");
        assertThat(output.rows()).hasSize(12);
    }

    @Test
    void anOutputThatCannotBeMadeIsToldByItsName() {
        output = new BulkFolder(archive.resolve("1.wav"));

        assertThat(bulk()).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("rows cannot be written to " + output.output());
    }

    @Test
    void aManifestIsUtf8() throws IOException {
        Path manifest = Files.write(folder.resolve("latin.txt"), new byte[] {'n', (byte) 0xE9, 'e', '\n'});

        assertThat(bulk(manifest.toString())).isEqualTo(ExitCode.FAULT);
        assertThat(err.toString()).contains("the manifest " + manifest + " is not UTF-8");
    }

    @Test
    void anEmptyFolderIsASuccessAndIsToldAsOne() throws IOException {
        assertThat(bulk(Files.createDirectory(folder.resolve("empty")).toString()))
                .isZero();
        assertThat(err.toString()).contains("no file was found");
    }

    @Test
    @Timeout(60)
    void whatIsNoFileIsNotWaitedFor() throws Exception {
        Path pipe = archive.resolve("pipe.wav");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        bulk();
        assertThat(output.rows()).hasSize(13);
        assertThat(output.row("pipe.wav").path("error").asString()).isEqualTo("not-found");
    }

    @Test
    void whatWasCutShortIsRemovedAndDoneAgain() throws IOException {
        bulk();
        Files.delete(output.ledgers().get(0)); // killed between the part and its ledger
        Files.writeString(output.output().resolve(".shard-00000-of-00001-part-00000007.tmp"), "half");

        bulk(archive.toString(), "--resume");

        assertThat(tagged).hasValue(24);
        assertThat(output.rows()).hasSize(12);
        assertThat(output.hidden()).isEmpty();
    }

    @Test
    void annotationsLieBesideTheRecordings() throws IOException {
        bulk(archive.toString(), "--annotations=raven,audacity");

        assertThat(archive.resolve("1.wav.raven")).content().startsWith("Selection\t");
        assertThat(archive.resolve("1.wav.audacity")).content().contains("Speech");
        assertThat(archive.resolve("bad.wav.raven")).doesNotExist();
        assertThat(output.row("1.wav").has("timeline")).isFalse();
    }

    @Test
    void csvHasALineAFile() throws IOException {
        bulk(archive.toString(), "--format=csv", "--top-k=1");

        assertThat(Files.readAllLines(output.parts().get(0)))
                .hasSize(13)
                .startsWith(
                        "file,status,error,reason,sha256,model_name,model_digest,codec,sample_rate,channels,duration_s,"
                                + "windows,tags,events,embedding")
                .anySatisfy(line -> assertThat(line)
                        .startsWith(archive + "/bad.wav,failed,decode-failed,bad frame at byte 12,")
                        .endsWith(",,,,,,,,,"))
                .anySatisfy(line -> assertThat(line)
                        .contains("/1.wav,ok,,,")
                        .contains(",fake," + "0".repeat(64) + ",pcm_s16le,44100,2,2.333,1,")
                        .contains("\"\"label\"\":\"\"Speech\"\",\"\"index\"\":0,\"\"score\"\":0.333333"));
    }

    @Test
    void parquetHasTheSameNamesAndNesting() throws IOException {
        bulk(archive.toString(), "--format=parquet", "--top-k=2", "--timeline", "--embedding=clip");

        List<Group> rows = ParquetFile.rows(output.parts().get(0));
        assertThat(rows).hasSize(12);
        Group good = named(rows, "1.wav");
        assertThat(good.getString("status", 0)).isEqualTo("ok");
        assertThat(good.getGroup("model", 0).getString("name", 0)).isEqualTo("fake");
        assertThat(good.getGroup("input", 0).getDouble("duration_s", 0)).isEqualTo(2.333);
        assertThat(good.getGroup("tags", 0).getFieldRepetitionCount("list")).isEqualTo(2);
        Group first = ParquetFile.tag(good, 0);
        assertThat(first.getString("label", 0)).isEqualTo("Speech");
        assertThat(first.getFloat("score", 0)).isEqualTo(0.333333f);
        assertThat(good.getGroup("events", 0).getFieldRepetitionCount("list")).isEqualTo(1);
        assertThat(good.getGroup("embedding", 0).getFieldRepetitionCount("list"))
                .isEqualTo(768);
        assertThat(named(rows, "bad.wav").getString("error", 0)).isEqualTo("decode-failed");
        assertThat(named(rows, "bad.wav").getFieldRepetitionCount("tags")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "archive --shard=2/2", "archive --format=xml", "archive --annotations=mp3"})
    void aWrongCommandLineIsAUsageError(String line) {
        assertThat(bulk(line.replace("archive", archive.toString()).split(" ", -1)))
                .isEqualTo(ExitCode.USAGE);

        assertThat(output.output()).doesNotExist();
    }

    private int bulk(String... arguments) {
        List<String> line =
                new ArrayList<>(List.of("bulk", "--output", output.output().toString()));
        Collections.addAll(line, arguments.length == 0 ? new String[] {archive.toString()} : arguments);
        return OtolexCommand.of((model, decoding) -> FakeEngine.counting(tagged), options -> {})
                .setErr(new PrintWriter(err))
                .setOut(new PrintWriter(err))
                .execute(line.toArray(String[]::new));
    }

    private static Group named(List<Group> rows, String name) {
        return rows.stream()
                .filter(row -> row.getString("file", 0).endsWith("/" + name))
                .findFirst()
                .orElseThrow();
    }
}
