package io.otolex.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files were written by PyTorch 2.13 with numpy 2. */
class PytorchFileTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"trainer.pth", "flat.pth"})
    void readsWeightsUnderModelOrAlone(String name) throws IOException, URISyntaxException {
        Map<String, Tensor> tensors = Checkpoint.read(resource(name)).tensors();
        assertThat(tensors).containsOnlyKeys("w", "t", "h", "b", "n", "view", "p");
        assertThat(floats(tensors, "w")).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(floats(tensors, "h")).containsExactly(1.5f, -2);
        assertThat(floats(tensors, "b")).containsExactly(1.5f);
        assertThat(floats(tensors, "n")).containsExactly(7);
        assertThat(floats(tensors, "p")).containsExactly(1);
    }

    @Test
    void readsViewsAndTransposedTensors() throws IOException, URISyntaxException {
        Map<String, Tensor> tensors = Checkpoint.read(resource("flat.pth")).tensors();
        assertThat(floats(tensors, "view")).containsExactly(4, 5);
        assertThat(floats(tensors, "t")).containsExactly(0, 3, 1, 4, 2, 5);
        assertThat(Checkpoint.read(resource("flat.pth")).shapes()).containsEntry("t", Shape.of(3, 2));
    }

    @ParameterizedTest
    @CsvSource({
        "legacy.pth, before version 1.6",
        "os-system.pth, asks for posix.system",
        "torchscript.pt, a TorchScript program"
    })
    void refuses(String name, String reason) {
        assertThatThrownBy(() -> Checkpoint.read(resource(name)))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void refusesAZipOfSomethingElse() throws IOException {
        assertThatThrownBy(() -> Checkpoint.read(zip("photo.jpg", "x", ZipEntry.DEFLATED)))
                .hasMessageContaining("no data.pkl");
    }

    /** A pickle that unpacks to gigabytes would be a zip bomb; PyTorch never compresses. */
    @Test
    void refusesCompressedEntries() throws IOException {
        assertThatThrownBy(() -> Checkpoint.read(zip("m/data.pkl", "N.", ZipEntry.DEFLATED)))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("compressed");
    }

    /** Truncated, or with bytes changed anywhere: tensors or one exception, and nothing else. */
    @Test
    void survivesMutations() throws IOException, URISyntaxException {
        byte[] whole = Files.readAllBytes(resource("trainer.pth"));
        var random = new Random(2);
        int refused = 0;
        for (int round = 0; round < 1500; round++) {
            byte[] broken =
                    Arrays.copyOf(whole, random.nextInt(4) == 0 ? 4 + random.nextInt(whole.length) : whole.length);
            for (int i = random.nextInt(8); i >= 0; i--) {
                broken[4 + random.nextInt(broken.length - 4)] = (byte) random.nextInt();
            }
            refused += isRefused(Files.write(directory.resolve("broken.pth"), broken)) ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(300);
    }

    private static boolean isRefused(Path file) throws IOException {
        try {
            Checkpoint.read(file).tensors().values().forEach(Tensor::floats);
            return false;
        } catch (CheckpointException e) {
            return true;
        }
    }

    private static float[] floats(Map<String, Tensor> tensors, String name) {
        return Objects.requireNonNull(tensors.get(name)).floats();
    }

    private Path zip(String entry, String content, int method) throws IOException {
        Path file = directory.resolve("a.zip");
        try (OutputStream out = Files.newOutputStream(file);
                var zip = new ZipOutputStream(out)) {
            zip.setMethod(method);
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return file;
    }

    private static Path resource(String name) throws URISyntaxException {
        URL url = Objects.requireNonNull(PytorchFileTest.class.getResource(name), name);
        return Path.of(url.toURI());
    }
}
