package io.otolex.audio.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes WAV files, good ones and worse. */
record Wav(Encoding encoding, int channels, int sampleRateHz, int channelMask, float[] signal, long claimedBytes) {

    enum Encoding {
        U8(8),
        S16(16),
        S24(24),
        S32(32),
        F32(32);

        final int bits;

        Encoding(int bits) {
            this.bits = bits;
        }
    }

    private static final int NO_MASK = 0;
    private static final long HONEST = -1;

    /** The same signal in every channel. */
    static Wav of(Encoding encoding, int channels, int sampleRateHz, float... signal) {
        return new Wav(encoding, channels, sampleRateHz, NO_MASK, signal, HONEST);
    }

    /** With the extensible header that says which speaker each channel is for. */
    Wav withMask(int mask) {
        return new Wav(encoding, channels, sampleRateHz, mask, signal, claimedBytes);
    }

    Wav claiming(long bytes) {
        return new Wav(encoding, channels, sampleRateHz, channelMask, signal, bytes);
    }

    byte[] bytes() {
        int frame = channels * encoding.bits / 8;
        int size = frame * signal.length;
        long claimed = claimedBytes == HONEST ? size : claimedBytes;
        int formatSize = channelMask == NO_MASK ? 16 : 40;
        ByteBuffer file = ByteBuffer.allocate(28 + formatSize + size).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF")).putInt((int) (claimed + 20 + formatSize)).put(ascii("WAVE"));
        file.put(ascii("fmt ")).putInt(formatSize).putShort((short) tag(channelMask == NO_MASK));
        file.putShort((short) channels).putInt(sampleRateHz).putInt(sampleRateHz * frame);
        file.putShort((short) frame).putShort((short) encoding.bits);
        if (channelMask != NO_MASK) {
            file.putShort((short) 22).putShort((short) encoding.bits).putInt(channelMask);
            file.putShort((short) tag(true)).put(new byte[] {0, 0, 0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xaa, 0});
            file.put(new byte[] {0x38, (byte) 0x9b, 0x71});
        }
        file.put(ascii("data")).putInt((int) claimed);
        for (float sample : signal) {
            for (int channel = 0; channel < channels; channel++) {
                put(file, sample);
            }
        }
        return file.array();
    }

    private int tag(boolean plain) {
        return plain ? encoding == Encoding.F32 ? 3 : 1 : 0xfffe;
    }

    private void put(ByteBuffer file, float sample) {
        switch (encoding) {
            case U8 -> file.put((byte) (128 + Math.round(sample * 127)));
            case S16 -> file.putShort((short) Math.round(sample * 32767));
            case S24 -> {
                int value = Math.round(sample * 8388607);
                file.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
            }
            case S32 -> file.putInt((int) (sample * 2147483647.0));
            case F32 -> file.putFloat(sample);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
