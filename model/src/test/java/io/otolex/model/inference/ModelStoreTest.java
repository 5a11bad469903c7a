package io.otolex.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otolex.model.backbone.Backbones;
import io.otolex.model.checkpoint.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {

    private static final ModelSource EMBEDDED = new ModelSource.Embedded();

    @TempDir
    Path directory;

    private final Download offline = new Download(
            uri -> {
                throw new IOException("no network in tests");
            },
            0);

    @Test
    void theEmbeddedModelFitsThisBuild() throws IOException {
        ModelDescription model = store().describe(EMBEDDED, Precision.FLOAT32).model();
        assertThat(model.name()).startsWith("otolex-");
        assertThat(model.classes()).isEqualTo(527);
        assertThat(model.digest()).hasSize(64);
        assertThat(model.version()).isPresent();
        assertThat(model.supported().count(527)).isBetween(200, 526);
        assertThat(model.architecture()).startsWith("ConvNeXt depths ");
        assertThat(programs()).isEmpty();
    }

    @Test
    void compilesOnce() throws IOException {
        store().importModel(EMBEDDED, Precision.FLOAT32, TransferListener.NONE);
        Path program = programs().get(0);
        var written = Files.getLastModifiedTime(program);
        store().importModel(EMBEDDED, Precision.FLOAT32, TransferListener.NONE);
        assertThat(Files.getLastModifiedTime(program)).isEqualTo(written);
        assertThat(programs()).hasSize(2); // the program and its digest
    }

    @Test
    void compilesAgainWhatIsBroken() throws IOException {
        store().importModel(EMBEDDED, Precision.FLOAT32, TransferListener.NONE);
        Path program = programs().get(0);
        String whole = Digests.sha256(program);
        Files.write(program, new byte[100]);
        store().importModel(EMBEDDED, Precision.FLOAT32, TransferListener.NONE);
        assertThat(Digests.sha256(program)).isEqualTo(whole);
        Files.delete(programs().get(1));
        store().importModel(EMBEDDED, Precision.FLOAT32, TransferListener.NONE);
        assertThat(programs()).hasSize(2);
    }

    @Test
    void precisionsDoNotShareAnEntry() throws IOException {
        store().importModel(EMBEDDED, Precision.FLOAT32, TransferListener.NONE);
        store().importModel(EMBEDDED, Precision.BFLOAT16, TransferListener.NONE);
        assertThat(programs()).hasSize(4);
    }

    /** A file stands where the directory should be: nobody, not even root, can write there. */
    @Test
    void anUnwritableCacheCostsTimeNotTheStart() throws IOException {
        Path blocked = Files.writeString(directory.resolve("file"), "");
        var cache = new ProgramCache(blocked.resolve("programs"));
        NamedNetwork model = new CheckpointStore(blocked, offline).open(EMBEDDED);
        ProgramCache.Entry entry = cache.get(model, Precision.FLOAT32);
        assertThat(entry.temporary()).isTrue();
        assertThat(entry.program()).isNotEmptyFile();
        Files.delete(entry.program());
    }

    @Test
    void manyMayCompileAtOnce() throws Exception {
        var pool = Executors.newFixedThreadPool(4);
        Callable<ModelSummary> task = () -> store().importModel(EMBEDDED, Precision.FLOAT32, TransferListener.NONE);
        for (Future<ModelSummary> done : pool.invokeAll(List.of(task, task, task, task))) {
            done.get();
        }
        pool.shutdown();
        assertThat(programs()).hasSize(2);
        assertThat(Files.readString(programs().get(1)))
                .isEqualTo(Digests.sha256(programs().get(0)));
    }

    @Test
    void aMissingDownloadSaysTheCommand() {
        assertThatThrownBy(() -> store().describe(ModelSource.parse("hf://topel/ConvNeXt-Tiny-AT"), Precision.AUTO))
                .hasMessageContaining("otolex model import hf://topel/ConvNeXt-Tiny-AT");
        assertThatThrownBy(() -> store().describe(ModelSource.parse("no/such.safetensors"), Precision.AUTO))
                .hasMessageContaining("no such checkpoint");
    }

    /** What lies in the cache is checked at every start, not only when it comes. */
    @Test
    void aChangedDownloadIsRefused() throws IOException {
        String hex = "0".repeat(64);
        Path place = Files.createDirectories(directory.resolve("checkpoints").resolve(hex));
        Files.writeString(place.resolve("a.safetensors"), "changed");
        ModelSource source = ModelSource.parse("https://example.org/a.safetensors#sha256=" + hex);
        assertThatThrownBy(() -> store().describe(source, Precision.AUTO))
                .hasMessageContaining("not the expected file");
    }

    @Test
    void exportsPrograms() throws IOException {
        Path file = directory.resolve("program.pt");
        store().exportTrainable(EMBEDDED, 0.1, file);
        assertThat(file).isNotEmptyFile();
        store().exportFrozen(EMBEDDED, Precision.BFLOAT16, file);
        assertThat(file).isNotEmptyFile();
        ModelStore.exportInitialised(Backbones.named("convnext_zepto").orElseThrow(), 1, 0, file);
        assertThat(file).isNotEmptyFile();
        assertThatThrownBy(() -> store().exportTrainable(EMBEDDED, 1, file)).hasMessageContaining("drop-path");
    }

    @Test
    void livesWhereCachesLive() {
        assertThat(ModelStore.userCache(Map.of("XDG_CACHE_HOME", "/c"), "/h")).isEqualTo(Path.of("/c/otolex"));
        assertThat(ModelStore.userCache(Map.of("XDG_CACHE_HOME", "relative"), "/h"))
                .isEqualTo(Path.of("/h/.cache/otolex"));
        assertThat(ModelStore.userCache(Map.of(), "/h")).isEqualTo(Path.of("/h/.cache/otolex"));
    }

    private ModelStore store() {
        return new ModelStore(directory, offline);
    }

    private List<Path> programs() throws IOException {
        Path programs = directory.resolve("programs");
        if (!Files.exists(programs)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(programs)) {
            return files.sorted().toList();
        }
    }
}
