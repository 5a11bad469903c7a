package io.otolex.audio.mel;

import be.tarsos.dsp.AudioDispatcher;
import io.otolex.audio.LogMel;
import io.otolex.audio.LogMelSpec;
import io.otolex.audio.Pcm;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Turns PCM into a log-mel spectrogram, as the numbers of a {@link LogMelSpec} say. Thread-safe. */
public final class LogMelExtractor {

    /*
     * [n]           PCM
     * [n + 1024]    half an FFT mirrored onto each end, so that frame t is centred on sample 320 t
     * [T, 1024]     frames, from TarsosDSP's dispatcher
     * [T, 513]      periodic Hann window, FFT, power
     * [T, 224]      Slaney mel bands
     * [T, 224]      10 log10, at least -100 dB
     *
     * Only the result and the dispatcher's few buffers are allocated for a clip: the rest is lent to one clip at a
     * time from a queue, which holds as many as clips were ever computed at once.
     */

    private final LogMelSpec spec;
    private final float[] window;
    private final MelFilters filters;
    private final Queue<FrameAnalysis> idle = new ConcurrentLinkedQueue<>();

    public LogMelExtractor(LogMelSpec spec) {
        this.spec = spec;
        this.window = HannWindow.periodic(spec.fftSize());
        this.filters = MelFilters.of(spec);
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
        analyse(clip, values);
        return new LogMel(values, frames, spec.bands());
    }

    private void requireUsable(Pcm clip) {
        if (clip.sampleRateHz() != spec.sampleRateHz()) {
            throw new IllegalArgumentException(
                    "expected PCM at " + spec.sampleRateHz() + " Hz, got " + clip.sampleRateHz() + " Hz");
        }
        if (clip.samples().length <= spec.fftSize() / 2) {
            throw new IllegalArgumentException("a clip needs more than " + spec.fftSize() / 2
                    + " samples to be mirrored at its ends, got " + clip.samples().length);
        }
    }

    private void analyse(Pcm clip, float[] values) {
        FrameAnalysis analysis = idle.poll();
        if (analysis == null) {
            analysis = new FrameAnalysis(window, filters);
        }
        analysis.begin(values);
        var dispatcher = new AudioDispatcher(
                new MirroredPcm(clip, spec.fftSize() / 2), spec.fftSize(), spec.fftSize() - spec.hopSamples());
        dispatcher.addAudioProcessor(analysis);
        dispatcher.run();
        idle.add(analysis);
    }
}
