package io.otolex.audio.mel;

import be.tarsos.dsp.io.TarsosDSPAudioFormat;
import be.tarsos.dsp.io.TarsosDSPAudioInputStream;
import io.otolex.audio.Pcm;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A clip as TarsosDSP reads it, with a margin mirrored onto each end.
 *
 * <p>The edge sample itself is not repeated: before x0 x1 x2 comes … x2 x1. Samples pass as 32-bit floats, because
 * TarsosDSP scales 16-bit ones by 1/32767.
 */
final class MirroredPcm implements TarsosDSPAudioInputStream {

    private static final int BYTES = Float.BYTES;

    private final float[] samples;
    private final TarsosDSPAudioFormat format;
    private final float[] head;
    private final float[] tail;
    private long position;
    private byte @Nullable [] viewed;
    private FloatBuffer view = FloatBuffer.allocate(0);

    MirroredPcm(Pcm clip, int margin) {
        samples = clip.samples();
        format = new TarsosDSPAudioFormat(
                new TarsosDSPAudioFormat.Encoding("PCM_FLOAT"),
                clip.sampleRateHz(),
                32,
                1,
                BYTES,
                clip.sampleRateHz(),
                false);
        head = new float[margin];
        tail = new float[margin];
        for (int i = 0; i < margin; i++) {
            head[i] = samples[margin - i];
            tail[i] = samples[samples.length - 2 - i];
        }
    }

    /** Reads whole samples until the request is served or the stream ends. Both numbers are multiples of four. */
    @Override
    public int read(byte[] bytes, int offset, int length) {
        look(bytes);
        int wanted = (int) Math.min(length / BYTES, getFrameLength() - position);
        int done = 0;
        while (done < wanted) {
            done += copy(offset / BYTES + done, wanted - done);
        }
        return done == 0 ? -1 : done * BYTES;
    }

    /** TarsosDSP hands in one and the same array each time: looking at it anew per frame would be garbage. */
    private void look(byte[] bytes) {
        if (viewed != bytes) {
            viewed = bytes;
            view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        }
    }

    private int copy(int to, int wanted) {
        if (position < head.length) {
            return copy(head, (int) position, to, wanted);
        }
        long inClip = position - head.length;
        if (inClip < samples.length) {
            return copy(samples, (int) inClip, to, wanted);
        }
        return copy(tail, (int) (inClip - samples.length), to, wanted);
    }

    private int copy(float[] source, int from, int to, int wanted) {
        int count = Math.min(wanted, source.length - from);
        view.put(to, source, from, count);
        position += count;
        return count;
    }

    @Override
    public long skip(long bytes) {
        throw new UnsupportedOperationException("a clip is read from its start");
    }

    @Override
    public void close() {
        // nothing is held open
    }

    @Override
    public TarsosDSPAudioFormat getFormat() {
        return format;
    }

    @Override
    public long getFrameLength() {
        return (long) head.length + samples.length + tail.length;
    }
}
