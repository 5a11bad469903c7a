package io.otolex.model.program;

import io.otolex.model.checkpoint.Shape;
import io.otolex.model.checkpoint.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** How TorchScript stores the numbers of a tensor: raw, little-endian, row-major. */
enum Storage {
    FLOAT("FloatStorage") {
        @Override
        byte[] bytes(Tensor tensor) {
            float[] values = tensor.floats();
            ByteBuffer bytes = littleEndian(values.length, 4);
            bytes.asFloatBuffer().put(values);
            return bytes.array();
        }
    },
    BFLOAT16("BFloat16Storage") {
        @Override
        byte[] bytes(Tensor tensor) {
            float[] values = tensor.floats();
            ByteBuffer bytes = littleEndian(values.length, 2);
            for (float value : values) {
                bytes.putShort(roundToBfloat16(value));
            }
            return bytes.array();
        }
    },
    LONG("LongStorage") {
        @Override
        byte[] bytes(Tensor tensor) {
            float[] values = tensor.floats();
            ByteBuffer bytes = littleEndian(values.length, 8);
            for (float value : values) {
                bytes.putLong((long) value);
            }
            return bytes.array();
        }
    };

    private final String torchClass;

    Storage(String torchClass) {
        this.torchClass = torchClass;
    }

    abstract byte[] bytes(Tensor tensor);

    /** Pickles a tensor whose numbers lie in the archive under {@code key}. */
    void pickle(PickleWriter out, String key, Shape shape, boolean requiresGrad) {
        out.global("torch._utils", "_rebuild_tensor_v2").mark();
        out.mark().string("storage").global("torch", torchClass).string(key).string("cpu");
        out.integer(shape.count()).tuple().persistentId();
        out.integer(0).integers(shape.sizes()).integers(strides(shape)).bool(requiresGrad);
        out.global("collections", "OrderedDict").emptyTuple().reduce(); // no backward hooks
        out.tuple().reduce();
    }

    private static List<Integer> strides(Shape shape) {
        List<Integer> strides = new ArrayList<>();
        int stride = 1;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            strides.add(0, stride);
            stride *= Math.max(1, shape.get(axis));
        }
        return strides;
    }

    private static ByteBuffer littleEndian(int count, int bytesEach) {
        return ByteBuffer.allocate(Math.multiplyExact(count, bytesEach)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Round to nearest, ties to even; weights are finite, so a carry cannot turn into a NaN. */
    private static short roundToBfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
    }
}
