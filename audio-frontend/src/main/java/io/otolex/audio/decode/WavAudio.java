package io.otolex.audio.decode;

import io.otolex.audio.AudioDecodingException;
import io.otolex.audio.AudioDecodingException.DecoderUnavailable;
import io.otolex.audio.DecodedAudio;
import io.otolex.audio.InputReport;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** The samples of a plain WAV; two channels are averaged, which keeps the level of a sound that is in both. */
final class WavAudio implements DecodedAudio {

    private static final int CHUNK_FRAMES = 8 * 1024;

    private final RandomAccessFile file;
    private final WavFormat format;
    private final byte[] bytes;
    private final ByteBuffer view;
    private long done;
    private boolean ended;

    /** @param file at its first sample; now owned by this */
    WavAudio(RandomAccessFile file, WavFormat format) {
        this.file = file;
        this.format = format;
        this.bytes = new byte[CHUNK_FRAMES * format.frameBytes()];
        this.view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public int read(float[] buffer) throws AudioDecodingException {
        try {
            int filled = 0;
            while (filled < buffer.length && done < format.frames()) {
                filled += readChunk(buffer, filled);
            }
            ended |= filled < buffer.length;
            return filled;
        } catch (IOException e) {
            throw new DecoderUnavailable("the spooled upload cannot be read: " + e.getMessage());
        }
    }

    private int readChunk(float[] buffer, int from) throws IOException, AudioDecodingException {
        int count = (int) Math.min(Math.min(buffer.length - from, CHUNK_FRAMES), format.frames() - done);
        file.readFully(bytes, 0, count * format.frameBytes());
        for (int i = 0; i < count; i++) {
            buffer[from + i] = frame(i * format.channels());
        }
        Samples.requireUsable(buffer, from, count, done);
        done += count;
        return count;
    }

    private float frame(int sample) {
        return format.channels() == 1 ? sample(sample) : 0.5f * sample(sample) + 0.5f * sample(sample + 1);
    }

    private float sample(int index) {
        return format.isFloat() ? view.getFloat(4 * index) : view.getShort(2 * index) * 0x1p-15f;
    }

    @Override
    public Optional<InputReport> report() {
        double seconds = (double) done / format.sampleRateHz();
        var report = new InputReport(
                format.codec(), format.sampleRateHz(), format.channels(), seconds, format.truncated(), false);
        return ended ? Optional.of(report) : Optional.empty();
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
