package io.otolex.model.program;

import io.otolex.model.checkpoint.Shape;
import io.otolex.model.checkpoint.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** How TorchScript stores the numbers of a tensor: raw, little-endian, row-major. */
enum Storage {
    FLOAT("FloatStorage", 4) {
        @Override
        void put(float value, ByteBuffer out) {
            out.putFloat(value);
        }
    },
    BFLOAT16("BFloat16Storage", 2) {
        @Override
        void put(float value, ByteBuffer out) {
            out.putShort(roundToBfloat16(value));
        }
    },
    LONG("LongStorage", 8) {
        @Override
        void put(float value, ByteBuffer out) {
            out.putLong((long) value);
        }
    };

    private final String torchClass;
    private final int bytesEach;

    Storage(String torchClass, int bytesEach) {
        this.torchClass = torchClass;
        this.bytesEach = bytesEach;
    }

    abstract void put(float value, ByteBuffer out);

    byte[] bytes(Tensor tensor) {
        float[] values = tensor.floats();
        byte[] bytes = new byte[Math.multiplyExact(values.length, bytesEach)];
        ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            put(value, out);
        }
        return bytes;
    }

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

    /** Round to nearest, ties to even; weights are finite, so a carry cannot turn into a NaN. */
    private static short roundToBfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
    }
}
