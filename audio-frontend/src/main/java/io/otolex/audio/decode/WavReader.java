package io.otolex.audio.decode;

import io.otolex.audio.AudioDecodingException;
import io.otolex.audio.AudioDecodingException.DecoderUnavailable;
import io.otolex.audio.AudioDecodingException.TooLong;
import io.otolex.audio.DecodedAudio;
import io.otolex.audio.Excerpt;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads the plainest WAV without a process: 16-bit or 32-bit float PCM, mono or stereo, at the front end's rate.
 *
 * <p>Strict on purpose. Whatever is unusual in a header (an extensible format, more channels, a size of zero, chunks
 * that do not add up) is left to ffmpeg, which knows more and is confined.
 */
final class WavReader {

    private static final int MAX_CHUNKS = 16;

    private final int sampleRateHz;
    private final long maxSamples;
    private final DecoderLimits limits;

    WavReader(int sampleRateHz, DecoderLimits limits) {
        this.sampleRateHz = sampleRateHz;
        this.maxSamples = limits.maxSamples(sampleRateHz);
        this.limits = limits;
    }

    /** The recording, or nothing if this is not for this reader. */
    Optional<DecodedAudio> open(Path spool, Excerpt excerpt) throws AudioDecodingException {
        try {
            var file = new RandomAccessFile(spool.toFile(), "r");
            Optional<DecodedAudio> audio = Optional.empty();
            try {
                audio = open(file, excerpt);
            } finally {
                if (audio.isEmpty()) {
                    file.close();
                }
            }
            return audio;
        } catch (IOException e) {
            throw new DecoderUnavailable("the spooled upload cannot be read: " + e.getMessage());
        }
    }

    private Optional<DecodedAudio> open(RandomAccessFile file, Excerpt excerpt)
            throws IOException, AudioDecodingException {
        Optional<WavFormat> found = data(file).filter(wav -> wav.sampleRateHz() == sampleRateHz);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        WavFormat format = found.get().cut(file, excerpt);
        if (format.frames() > maxSamples) {
            throw new TooLong(limits.maxDuration());
        }
        return Optional.of(new WavAudio(file, format));
    }

    /** Walks the chunks up to the samples, where the file is left. */
    private static Optional<WavFormat> data(RandomAccessFile file) throws IOException {
        if (file.length() < 12 || file.readInt() != fourCc("RIFF")) {
            return Optional.empty();
        }
        file.skipBytes(4); // the claimed size, often wrong in streamed files
        if (file.readInt() != fourCc("WAVE")) {
            return Optional.empty();
        }
        Optional<WavFormat> format = Optional.empty();
        for (int i = 0; i < MAX_CHUNKS && file.length() - file.getFilePointer() >= 8; i++) {
            int id = file.readInt();
            long size = Integer.toUnsignedLong(Integer.reverseBytes(file.readInt()));
            long start = file.getFilePointer();
            if (id == fourCc("data")) {
                // a header may claim 4 GB: what is there counts
                long there = Math.min(size, file.length() - start);
                boolean truncated = ChunkedEnd.isCut(size, there);
                return format.map(wav -> wav.withBytes(there, truncated)).filter(wav -> wav.frames() > 0);
            }
            if (id == fourCc("fmt ")) {
                format = WavFormat.read(file, size);
            }
            file.seek(start + size + size % 2);
        }
        return Optional.empty();
    }

    private static int fourCc(String id) {
        return id.charAt(0) << 24 | id.charAt(1) << 16 | id.charAt(2) << 8 | id.charAt(3);
    }
}
