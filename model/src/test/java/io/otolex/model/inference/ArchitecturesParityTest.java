package io.otolex.model.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import io.otolex.model.SafetensorsBytes;
import io.otolex.model.Splitmix;
import io.otolex.model.checkpoint.Checkpoint;
import io.otolex.model.checkpoint.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The smallest member of each family against PyTorch 2.13, and the reference's stems against its own network.
 *
 * <p>A fixture holds what PyTorch answered on ten seconds of noise, and the names and shapes of the tensors as PyTorch
 * has them (timm 1.0.29, or the published files). From the names come the weights ({@link Splitmix}), on both sides; so
 * the layout of the keys is tried as well. {@code benchmarks/parity} does the same for all members.
 */
@Tag("engine")
class ArchitecturesParityTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "convnext_atto",
                "convnextv2_atto",
                "mn04",
                "resnest50d",
                "convmixer_1024_20_ks9_p14",
                "stem-56x56",
                "stem-112x112",
                "stem-252x56",
                "stem-504x28",
                "stem-504x56"
            })
    void agreesWithPyTorch(String name) throws IOException {
        Checkpoint fixture = fixture(name);
        try (DjlTagger tagger = open(fixture)) {
            var frontEnd = tagger.description().frontEnd();
            Scores scores = tagger.score(List.of(Splitmix.logMel(frontEnd.windowFrames(), frontEnd.bands())))
                    .get(0);
            assertThat(distance(scores.logits(), values(fixture, "logits"))).isLessThan(1e-4);
            assertThat(distance(scores.embedding(), values(fixture, "embedding")))
                    .isLessThan(1e-4);
        }
    }

    /** The largest difference, in units of the largest value. */
    private static double distance(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        double difference = 0;
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
            largest = Math.max(largest, Math.abs(expected[i]));
        }
        return difference / largest;
    }

    private DjlTagger open(Checkpoint fixture) throws IOException {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        new Gson()
                .fromJson(fixture.metadata().get("shapes"), new TypeToken<Map<String, List<Integer>>>() {})
                .forEach((name, sizes) -> shapes.put(name, new Shape(sizes)));
        Map<String, String> header = new LinkedHashMap<>(fixture.metadata());
        header.keySet().removeIf(key -> !key.startsWith("otolex."));
        Path file = directory.resolve("weights.safetensors");
        Files.write(file, SafetensorsBytes.of(Splitmix.weights(shapes), header));
        return DjlTagger.open(
                ModelStore.at(directory),
                new TaggerSettings(
                        new ModelSource.LocalFile(file), Precision.FLOAT32, ComputeDevice.CPU, 2, 1, 1, false));
    }

    private static float[] values(Checkpoint fixture, String name) {
        return Objects.requireNonNull(fixture.tensors().get(name)).floats();
    }

    private static Checkpoint fixture(String name) throws IOException {
        String resource = "/io/otolex/model/parity/" + name + ".safetensors";
        try (InputStream in =
                Objects.requireNonNull(ArchitecturesParityTest.class.getResourceAsStream(resource), resource)) {
            return Checkpoint.read(in.readAllBytes());
        }
    }
}
