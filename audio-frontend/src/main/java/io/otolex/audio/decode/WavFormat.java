package io.otolex.audio.decode;

import io.otolex.audio.AudioDecodingException.Empty;
import io.otolex.audio.Excerpt;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** How the samples of a plain WAV lie in the file, and how many bytes of them there are. */
record WavFormat(boolean isFloat, int channels, int sampleRateHz, long bytes, boolean truncated) {

    private static final int PCM = 1;
    private static final int IEEE_FLOAT = 3;

    /** Reads a format chunk; nothing if it is any other than 16-bit or float, mono or stereo. */
    static Optional<WavFormat> read(RandomAccessFile file, long size) throws IOException {
        if (size < 16 || file.length() - file.getFilePointer() < 16) {
            return Optional.empty();
        }
        var head = new byte[16];
        file.readFully(head);
        ByteBuffer chunk = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        int tag = chunk.getShort(0);
        var format = new WavFormat(tag == IEEE_FLOAT, chunk.getShort(2), chunk.getInt(4), 0, false);
        boolean known = tag == PCM || tag == IEEE_FLOAT;
        boolean fits = chunk.getShort(12) == format.frameBytes() && chunk.getShort(14) == 8 * format.sampleBytes();
        boolean monoOrStereo = format.channels == 1 || format.channels == 2;
        return known && fits && monoOrStereo ? Optional.of(format) : Optional.empty();
    }

    WavFormat withBytes(long there, boolean lessThanAnnounced) {
        return new WavFormat(isFloat, channels, sampleRateHz, there, lessThanAnnounced);
    }

    /** Goes to the start of an excerpt, from the first sample; what lies after its end is none of this then. */
    WavFormat cut(RandomAccessFile file, Excerpt excerpt) throws IOException, Empty {
        if (excerpt.isWhole()) {
            return this;
        }
        long from = Math.min(frames(), Math.round(excerpt.startSeconds() * sampleRateHz));
        long to = Math.min(frames(), Math.round(excerpt.endSeconds() * sampleRateHz));
        if (to <= from) {
            throw new Empty("the recording ends before " + excerpt.startSeconds() + " s");
        }
        file.seek(file.getFilePointer() + from * frameBytes());
        return withBytes((to - from) * frameBytes(), truncated && to == frames());
    }

    int sampleBytes() {
        return isFloat ? 4 : 2;
    }

    int frameBytes() {
        return channels * sampleBytes();
    }

    /** Whole ones; a few bytes of another at the end of a cut file are not read. */
    long frames() {
        return bytes / frameBytes();
    }

    /** As ffmpeg names it. */
    String codec() {
        return isFloat ? "pcm_f32le" : "pcm_s16le";
    }
}
