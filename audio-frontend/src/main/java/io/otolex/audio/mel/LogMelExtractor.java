package io.otolex.audio.mel;

import be.tarsos.dsp.AudioDispatcher;
import io.otolex.audio.Level;
import io.otolex.audio.LogMel;
import io.otolex.audio.LogMelSpec;
import io.otolex.audio.Pcm;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Turns PCM into a log-mel spectrogram, as the numbers of a {@link LogMelSpec} say. Thread-safe. */
public final class LogMelExtractor {

    /*
     * [n]           PCM
     * [n]           pre-emphasised, if the spec says so
     * [n + 1024]    half an FFT mirrored onto each end, so that frame t is centred on sample 320 t
     * [T, 1024]     frames, from TarsosDSP's dispatcher
     * [T, 513]      Hann window, FFT, power
     * [T, 224]      mel bands
     * [T, 224]      their levels
     *
     * Only the result and the dispatcher's few buffers are allocated for a clip: the rest is lent to one clip at a
     * time from a queue, which holds as many as clips were ever computed at once.
     */

    private final LogMelSpec spec;
    private final float[] window;
    private final MelFilters filters;
    private final FrameAnalysis.Levels levels;
    private final Queue<FrameAnalysis> idle = new ConcurrentLinkedQueue<>();

    public LogMelExtractor(LogMelSpec spec) {
        this.spec = spec;
        // TarsosDSP's own window is always the symmetric one: a pure tone would be off by up to 55 dB beside its band
        this.window = spec.hann().window(spec.frameSamples(), spec.fftSize());
        this.filters = MelFilters.of(spec);
        this.levels = spec.level() == Level.DECIBELS ? Decibels::replace : NaturalLog::replace;
    }

    public LogMelSpec spec() {
        return spec;
    }

    /**
     * The log-mel spectrogram of a clip, most often of one window.
     *
     * @param clip at the rate of the spec, longer than half an FFT, all samples finite
     * @return [T, F], with T of {@link LogMelSpec#framesFor}
     */
    public LogMel of(Pcm clip) {
        requireUsable(clip);
        int frames = spec.framesFor(clip.samples().length);
        var values = new float[frames * spec.bands()];
        analyse(PreEmphasis.of(clip, spec.preEmphasis()), values);
        return new LogMel(values, frames, spec.bands());
    }

    private void requireUsable(Pcm clip) {
        if (clip.sampleRateHz() != spec.sampleRateHz()) {
            throw new IllegalArgumentException(
                    "expected PCM at " + spec.sampleRateHz() + " Hz, got " + clip.sampleRateHz() + " Hz");
        }
        int least = spec.fftSize() / 2 + spec.samplesLost();
        if (clip.samples().length <= least) {
            throw new IllegalArgumentException("a clip needs more than " + least
                    + " samples to be mirrored at its ends, got " + clip.samples().length);
        }
    }

    private void analyse(Pcm clip, float[] values) {
        FrameAnalysis analysis = idle.poll();
        if (analysis == null) {
            analysis = new FrameAnalysis(window, filters, levels);
        }
        analysis.begin(values);
        var dispatcher = new AudioDispatcher(
                new MirroredPcm(clip, spec.fftSize() / 2), spec.fftSize(), spec.fftSize() - spec.hopSamples());
        dispatcher.addAudioProcessor(analysis);
        dispatcher.run();
        idle.add(analysis);
    }
}
