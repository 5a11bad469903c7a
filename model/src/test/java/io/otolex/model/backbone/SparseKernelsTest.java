package io.otolex.model.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import io.otolex.model.checkpoint.Shape;
import io.otolex.model.checkpoint.Tensor;
import org.junit.jupiter.api.Test;

/** Expected: what {@code remap_checkpoint_keys} of the ConvNeXt V2 repository makes of 0, 1, 2, … in PyTorch. */
class SparseKernelsTest {

    @Test
    void aDenseKernelIsTurned() {
        Tensor dense = SparseKernels.dense(counting(4, 2, 3));
        assertThat(dense.shape()).isEqualTo(Shape.of(3, 2, 2, 2));
        assertThat(dense.floats())
                .containsExactly(0, 12, 6, 18, 3, 15, 9, 21, 1, 13, 7, 19, 4, 16, 10, 22, 2, 14, 8, 20, 5, 17, 11, 23);
    }

    @Test
    void aDepthwiseKernelIsTurned() {
        Tensor dense = SparseKernels.depthwise(counting(9, 2));
        assertThat(dense.shape()).isEqualTo(Shape.of(2, 1, 3, 3));
        assertThat(dense.floats()).containsExactly(0, 6, 12, 2, 8, 14, 4, 10, 16, 1, 7, 13, 3, 9, 15, 5, 11, 17);
    }

    @Test
    void whatIsDenseStaysAsItIs() {
        Tensor dense = counting(3, 2, 2, 2);
        assertThat(SparseKernels.dense(dense)).isSameAs(dense);
        assertThat(SparseKernels.depthwise(dense)).isSameAs(dense);
    }

    private static Tensor counting(int... sizes) {
        Shape shape = Shape.of(sizes);
        float[] values = new float[shape.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        return Tensor.of(shape, values);
    }
}
