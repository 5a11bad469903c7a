package io.otolex.model.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** What a pickle may turn into here, beside numbers, strings, lists and dictionaries. */
sealed interface Unpickled {

    /** Python's {@code None}. */
    record None() implements Unpickled {}

    /** Something of Python's that is neither looked at nor built, such as a numpy scalar. */
    record Opaque() implements Unpickled {}

    /** The type of a storage, such as {@code torch.FloatStorage}. */
    record StorageType(Dtype dtype) implements Unpickled {}

    /** The name of a function or class on the allow-list. */
    enum Callable implements Unpickled {
        REBUILD_TENSOR,
        REBUILD_PARAMETER,
        ORDERED_DICT,
        /** Called or not, the result is {@link Opaque}. */
        IGNORED
    }

    /** Numbers in the entry {@code data/KEY} of the zip. */
    record StorageRef(Dtype dtype, String key, long count) implements Unpickled {}

    /**
     * A view of a storage.
     *
     * @param offset of the first number, in numbers
     * @param sizes as claimed, unchecked
     * @param strides in numbers, as claimed, unchecked
     */
    record TensorRef(StorageRef storage, long offset, List<Long> sizes, List<Long> strides) implements Unpickled {

        /** The tensor over the storage's bytes; every index is checked before the first is used. */
        Tensor over(ByteBuffer bytes) {
            var shape = new Shape(sizes.stream().map(Math::toIntExact).toList());
            long stored = bytes.remaining() / storage.dtype().bytes();
            if (stored != storage.count() || bytes.remaining() % storage.dtype().bytes() != 0) {
                throw new IllegalArgumentException("the storage " + storage.key() + " has " + bytes.remaining()
                        + " bytes, not " + storage.count() + " of " + storage.dtype());
            }
            if (strides.size() != shape.rank() || offset < 0 || strides.stream().anyMatch(stride -> stride < 0)) {
                throw new IllegalArgumentException(
                        "offset " + offset + ", strides " + strides + " do not suit " + shape);
            }
            // a stride of 0 could blow four bytes up to gigabytes
            if (shape.count() > stored || (shape.count() > 0 && last(shape) >= stored)) {
                throw new IllegalArgumentException(shape + " with strides " + strides + " leaves its storage");
            }
            return new Tensor(storage.dtype(), shape, gather(bytes, shape));
        }

        private long last(Shape shape) {
            long last = offset;
            for (int axis = 0; axis < shape.rank(); axis++) {
                last = Math.addExact(last, Math.multiplyExact(shape.get(axis) - 1L, strides.get(axis)));
            }
            return last;
        }

        private ByteBuffer gather(ByteBuffer bytes, Shape shape) {
            int each = storage.dtype().bytes();
            if (isContiguous(shape)) {
                return bytes.slice(Math.toIntExact(offset * each), shape.count() * each);
            }
            ByteBuffer gathered =
                    ByteBuffer.allocate(Math.multiplyExact(shape.count(), each)).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < shape.count(); i++) {
                gathered.put(i * each, bytes, Math.toIntExact(index(i, shape) * each), each);
            }
            return gathered;
        }

        private boolean isContiguous(Shape shape) {
            long expected = 1;
            for (int axis = shape.rank() - 1; axis >= 0; axis--) {
                if (shape.get(axis) != 1 && strides.get(axis) != expected) {
                    return false;
                }
                expected *= shape.get(axis);
            }
            return true;
        }

        private long index(int flat, Shape shape) {
            long index = offset;
            for (int axis = shape.rank() - 1; axis >= 0; axis--) {
                index += flat % shape.get(axis) * strides.get(axis);
                flat /= shape.get(axis);
            }
            return index;
        }
    }
}
