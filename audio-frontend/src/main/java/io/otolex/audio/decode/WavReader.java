package io.otolex.audio.decode;

import io.otolex.audio.AudioDecodingException;
import io.otolex.audio.AudioDecodingException.DecoderUnavailable;
import io.otolex.audio.AudioDecodingException.TooLong;
import io.otolex.audio.DecodedAudio;
import io.otolex.audio.Excerpt;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads the plainest WAV without a process: 16-bit or 32-bit float PCM, mono or stereo, at any of the usual rates.
 *
 * <p>Strict on purpose. Whatever is unusual in a header (an extensible format, more channels, a size of zero, chunks
 * that do not add up) is left to ffmpeg, which knows more and is confined.
 */
final class WavReader {

    private static final int MAX_CHUNKS = 16;

    /** Each has a filter of up to 160 kB, made when it is first asked for; whatever else a header says gets none. */
    private static final Set<Integer> USUAL_RATES_HZ =
            Set.of(8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000);

    /** Longer than any of the filters. */
    private static final int LEAST_FRAMES_TO_RESAMPLE = 1024;

    private final int sampleRateHz;
    private final DecoderLimits limits;
    private final Map<Integer, PolyphaseFilter> filters = new ConcurrentHashMap<>();

    WavReader(int sampleRateHz, DecoderLimits limits) {
        this.sampleRateHz = sampleRateHz;
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
        Optional<WavFormat> found = data(file).filter(wav -> isForThis(wav, excerpt));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        WavFormat format = found.get().cut(file, excerpt);
        if (format.frames() > limits.maxSamples(format.sampleRateHz())) {
            throw new TooLong(limits.maxDuration());
        }
        return Optional.of(atOwnRate(new WavAudio(file, format), format.sampleRateHz()));
    }

    /** A part of a recording begins in what came before it, where a filter reaches into that. */
    private boolean isForThis(WavFormat wav, Excerpt excerpt) {
        return wav.sampleRateHz() == sampleRateHz
                || (USUAL_RATES_HZ.contains(wav.sampleRateHz())
                        && excerpt.isWhole()
                        && wav.frames() >= LEAST_FRAMES_TO_RESAMPLE);
    }

    private DecodedAudio atOwnRate(WavAudio audio, int rateHz) {
        if (rateHz == sampleRateHz) {
            return audio;
        }
        PolyphaseFilter filter = filters.computeIfAbsent(rateHz, from -> PolyphaseFilter.between(from, sampleRateHz));
        return new ResampledAudio(audio, filter, sampleRateHz);
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
