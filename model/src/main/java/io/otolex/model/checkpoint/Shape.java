package io.otolex.model.checkpoint;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The sizes of a tensor.
 *
 * @param sizes outermost axis first; none for a scalar
 */
public record Shape(List<Integer> sizes) {

    public Shape {
        sizes = List.copyOf(sizes);
        long count = 1;
        for (int size : sizes) {
            if (size < 0) {
                throw new IllegalArgumentException("negative size in " + sizes);
            }
            // one tensor is one Java array; the largest of any sibling (ConvNeXt V2 huge) has 32 million values
            count = Math.multiplyExact(count, (long) size);
            if (count > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("more than 2^31 values in " + sizes);
            }
        }
    }

    public static Shape of(int... sizes) {
        return new Shape(Arrays.stream(sizes).boxed().toList());
    }

    public int rank() {
        return sizes.size();
    }

    public int get(int axis) {
        return sizes.get(axis);
    }

    /** How many values a tensor of this shape holds. */
    public int count() {
        return sizes.stream().reduce(1, Math::multiplyExact);
    }

    /** Values behind one index of the first axis: the fan-in of a weight. */
    public int rowCount() {
        return sizes.stream().skip(1).reduce(1, Math::multiplyExact);
    }

    @Override
    public String toString() {
        return sizes.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }
}
