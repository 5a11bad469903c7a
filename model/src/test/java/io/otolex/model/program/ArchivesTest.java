package io.otolex.model.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otolex.audio.LogMelSpec;
import io.otolex.model.Splitmix;
import io.otolex.model.backbone.AudioForm;
import io.otolex.model.backbone.ConvNeXt;
import io.otolex.model.backbone.Pooling;
import io.otolex.model.backbone.Stem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What is written, byte for byte; that PyTorch reads it is the engine tests' part. */
class ArchivesTest {

    private static final ConvNeXt SMALL = new ConvNeXt(
            ConvNeXt.Version.V1,
            List.of(1, 1, 1, 1),
            List.of(2, 2, 2, 4),
            Stem.PATCH_4X4,
            new AudioForm(LogMelSpec.AUDIOSET_32K, Pooling.MAX_AND_MEAN, 3));

    private final Weights weights = new Weights(Splitmix.weights(SMALL));

    @Test
    void theFrozenProgramIsAsItWasReviewed() throws IOException {
        assertThat(code(entries(frozen(false)))).isEqualTo(golden("frozen.py"));
    }

    @Test
    void theTrainableProgramIsAsItWasReviewed() throws IOException {
        assertThat(code(entries(trainable(0.2)))).isEqualTo(golden("trainable.py"));
    }

    @Test
    void bfloat16HalvesTheInsideOnly() throws IOException {
        Map<String, byte[]> float32 = entries(frozen(false));
        Map<String, byte[]> bfloat16 = entries(frozen(true));
        assertThat(code(bfloat16)).contains("torch.to(v1, 15)").contains(", 6)");
        assertThat(code(float32)).doesNotContain("torch.to(");
        assertThat(bfloat16.keySet()).isEqualTo(float32.keySet());
        // constant 0 is bn0's shift, outside; constant 2 the stem's weight, inside
        assertThat(length(bfloat16, "otolex/constants/0")).isEqualTo(length(float32, "otolex/constants/0"));
        assertThat(2 * length(bfloat16, "otolex/constants/2")).isEqualTo(length(float32, "otolex/constants/2"));
    }

    @Test
    void theSameNetworkGivesTheSameBytes() throws IOException {
        assertThat(frozen(true)).isEqualTo(frozen(true));
        assertThat(trainable(0.1)).isEqualTo(trainable(0.1));
    }

    @Test
    void withoutDropPathThereIsNothingRandom() throws IOException {
        assertThat(code(entries(trainable(0)))).doesNotContain("bernoulli");
    }

    @Test
    void everyParameterIsStoredOnce() throws IOException {
        assertThat(entries(trainable(0)).keySet().stream().filter(name -> name.startsWith("otolex/data/")))
                .hasSize(SMALL.parameters().size());
    }

    @Test
    void saysWhichWeightIsMissing() {
        assertThatThrownBy(() -> new FrozenProgram(SMALL.program(0), new Weights(Map.of())))
                .hasMessageContaining("bn0.running_mean");
    }

    private byte[] frozen(boolean bfloat16) throws IOException {
        var out = new ByteArrayOutputStream();
        new FrozenProgram(SMALL.program(0), weights).write(out, bfloat16);
        return out.toByteArray();
    }

    private byte[] trainable(double dropPath) throws IOException {
        var out = new ByteArrayOutputStream();
        new TrainableProgram(SMALL.program(dropPath), weights).write(out);
        return out.toByteArray();
    }

    private static Map<String, byte[]> entries(byte[] archive) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED);
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    private static int length(Map<String, byte[]> entries, String name) {
        return Objects.requireNonNull(entries.get(name), name).length;
    }

    private static String code(Map<String, byte[]> entries) {
        byte[] code = Objects.requireNonNull(entries.get("otolex/code/__torch__/otolex.py"));
        return new String(code, StandardCharsets.UTF_8);
    }

    private static String golden(String name) throws IOException {
        try (var in = Objects.requireNonNull(ArchivesTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
