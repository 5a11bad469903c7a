package io.otolex.model.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Numbers with a shape, as they lie in a file. Decoded when asked, so that a checkpoint of gigabytes costs no heap.
 *
 * @param dtype how a number is stored
 * @param shape row-major
 * @param bytes exactly the numbers, little-endian; never written to
 */
public record Tensor(Dtype dtype, Shape shape, ByteBuffer bytes) {

    public Tensor {
        long expected = (long) shape.count() * dtype.bytes();
        if (bytes.remaining() != expected) {
            throw new IllegalArgumentException(
                    shape + " of " + dtype + " takes " + expected + " bytes, not " + bytes.remaining());
        }
        bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    public static Tensor of(Shape shape, float... values) {
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.multiplyExact(values.length, 4)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return new Tensor(Dtype.F32, shape, bytes);
    }

    /** The numbers as float32, in a new array. */
    public float[] floats() {
        float[] values = new float[shape.count()];
        if (dtype == Dtype.F32) {
            bytes.asFloatBuffer().get(0, values);
            return values;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = dtype.read(bytes, i * dtype.bytes());
        }
        return values;
    }

    /** The same numbers under another shape of as many values. */
    public Tensor reshaped(Shape other) {
        return new Tensor(dtype, other, bytes);
    }

    /** Without axes of size one at the end, down to {@code rank}. */
    public Tensor withoutTrailingOnes(int rank) {
        List<Integer> sizes = shape.sizes();
        while (sizes.size() > rank && sizes.get(sizes.size() - 1) == 1) {
            sizes = sizes.subList(0, sizes.size() - 1);
        }
        return reshaped(new Shape(sizes));
    }

    /** All values on one axis, if no other has more than one; otherwise the tensor itself. */
    public Tensor asVector() {
        boolean isOne = shape.sizes().stream().filter(size -> size != 1).count() == 1;
        return isOne ? reshaped(Shape.of(shape.count())) : this;
    }
}
