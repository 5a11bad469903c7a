package io.otolex.model.backbone;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otolex.audio.LogMelSpec;
import io.otolex.model.checkpoint.Checkpoint;
import io.otolex.model.checkpoint.CheckpointException;
import io.otolex.model.checkpoint.Shape;
import io.otolex.model.checkpoint.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The fixture's mel matrix was made by librosa's formula in numpy, and its rounding. */
class FrontEndKernelsTest {

    @Test
    void agreesWithLibrosa() throws IOException {
        Map<String, Tensor> tensors = fixture();
        assertThatCode(() -> FrontEndKernels.check(tensors, LogMelSpec.AUDIOSET_32K))
                .doesNotThrowAnyException();
    }

    /** Another upper edge moves every band a little. */
    @Test
    void seesAnotherMelMatrix() throws IOException {
        float[] mel = Objects.requireNonNull(fixture().get(FrontEndKernels.MEL)).floats();
        mel[100 * 224 + 150] += 2e-6f;
        Map<String, Tensor> other = Map.of(FrontEndKernels.MEL, Tensor.of(Shape.of(513, 224), mel));
        assertThatThrownBy(() -> FrontEndKernels.check(other, LogMelSpec.AUDIOSET_32K))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("another front end")
                .hasMessageContaining("(100, 150)");
    }

    /** cos(2 pi k t / 1024) and -sin, times the window: spots of the reference's table. */
    @Test
    void seesASymmetricWindow() {
        float[] cosines = new float[513 * 1024];
        float[] sines = new float[513 * 1024];
        for (int i = 0; i < cosines.length; i++) {
            double hann = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i % 1024) / 1023); // scipy's default, not librosa's
            double angle = 2 * Math.PI * ((i / 1024) * (i % 1024) % 1024) / 1024;
            cosines[i] = (float) (hann * Math.cos(angle));
            sines[i] = (float) (-hann * Math.sin(angle));
        }
        Shape shape = Shape.of(513, 1, 1024);
        assertThatThrownBy(() -> FrontEndKernels.check(
                        Map.of(FrontEndKernels.COSINES, Tensor.of(shape, cosines)), LogMelSpec.AUDIOSET_32K))
                .hasMessageContaining("conv_real");
        assertThatThrownBy(() -> FrontEndKernels.check(
                        Map.of(FrontEndKernels.SINES, Tensor.of(shape, sines)), LogMelSpec.AUDIOSET_32K))
                .hasMessageContaining("conv_imag");
    }

    @Test
    void seesAnotherSize() {
        Map<String, Tensor> other = Map.of(FrontEndKernels.MEL, Tensor.of(Shape.of(1, 1), 0));
        assertThatThrownBy(() -> FrontEndKernels.check(other, LogMelSpec.AUDIOSET_32K))
                .hasMessageContaining("513 x 224");
    }

    private static Map<String, Tensor> fixture() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                FrontEndKernelsTest.class.getResourceAsStream("/io/otolex/model/fixture_small.safetensors"))) {
            return Checkpoint.read(in.readAllBytes()).tensors();
        }
    }
}
