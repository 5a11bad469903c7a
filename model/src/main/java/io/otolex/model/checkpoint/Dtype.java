package io.otolex.model.checkpoint;

import java.nio.ByteBuffer;

/** How a number is stored; the names are those of safetensors. Little-endian throughout. */
public enum Dtype {
    F64(8) {
        @Override
        float read(ByteBuffer bytes, int offset) {
            return (float) bytes.getDouble(offset);
        }
    },
    F32(4) {
        @Override
        float read(ByteBuffer bytes, int offset) {
            return bytes.getFloat(offset);
        }
    },
    F16(2) {
        @Override
        float read(ByteBuffer bytes, int offset) {
            return halfToFloat(bytes.getShort(offset));
        }
    },
    BF16(2) {
        @Override
        float read(ByteBuffer bytes, int offset) {
            return Float.intBitsToFloat(bytes.getShort(offset) << 16);
        }
    },
    I64(8) {
        @Override
        float read(ByteBuffer bytes, int offset) {
            return bytes.getLong(offset);
        }
    },
    I32(4) {
        @Override
        float read(ByteBuffer bytes, int offset) {
            return bytes.getInt(offset);
        }
    },
    I16(2) {
        @Override
        float read(ByteBuffer bytes, int offset) {
            return bytes.getShort(offset);
        }
    },
    I8(1) {
        @Override
        float read(ByteBuffer bytes, int offset) {
            return bytes.get(offset);
        }
    },
    U8(1) {
        @Override
        float read(ByteBuffer bytes, int offset) {
            return bytes.get(offset) & 0xff;
        }
    },
    BOOL(1) {
        @Override
        float read(ByteBuffer bytes, int offset) {
            return bytes.get(offset) == 0 ? 0 : 1;
        }
    };

    private final int bytes;

    Dtype(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one number. */
    public int bytes() {
        return bytes;
    }

    /** The number at a byte offset, rounded to float32 where it is wider. */
    abstract float read(ByteBuffer bytes, int offset);

    /** IEEE 754 binary16; {@code Float.float16ToFloat} came with Java 20. */
    private static float halfToFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = (half >> 10) & 0x1f;
        int fraction = half & 0x3ff;
        if (exponent == 0) {
            float subnormal = fraction * 0x1p-24f;
            return sign == 0 ? subnormal : -subnormal;
        }
        int wide = exponent == 0x1f ? 0xff : exponent + 112;
        return Float.intBitsToFloat(sign | (wide << 23) | (fraction << 13));
    }
}
