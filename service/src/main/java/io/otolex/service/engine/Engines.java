package io.otolex.service.engine;

import io.otolex.audio.AudioDecoder;
import io.otolex.audio.AudioDecodingException.DecoderUnavailable;
import io.otolex.audio.LogMel;
import io.otolex.audio.LogMelSpec;
import io.otolex.audio.decode.DecoderLimits;
import io.otolex.audio.decode.Ffmpeg;
import io.otolex.audio.decode.RecordingDecoder;
import io.otolex.audio.mel.LogMelExtractor;
import io.otolex.model.inference.Scores;
import io.otolex.model.inference.Tagger;
import io.otolex.model.labels.Labels;
import io.otolex.model.tagging.TaggingPipeline;
import java.util.List;
import java.util.function.UnaryOperator;

/** Puts the real engine together, and sees it work once before anybody relies on it. */
public final class Engines {

    /** Windows of one recording that are scored together. */
    private static final int BATCH_WINDOWS = 4;

    private Engines() {}

    public static Engine open(ModelSettings model, DecodingSettings decoding) throws EngineException {
        return open(model, decoding, UnaryOperator.identity(), UnaryOperator.identity());
    }

    /**
     * Opens an engine whose parts are observed.
     *
     * @param observedDecoder wraps the decoder
     * @param observedTagger wraps the tagger
     */
    static Engine open(
            ModelSettings settings,
            DecodingSettings decoding,
            UnaryOperator<AudioDecoder> observedDecoder,
            UnaryOperator<Tagger> observedTagger)
            throws EngineException {
        Ffmpeg ffmpeg = ffmpeg();
        LoadedModel model = ModelLoading.load(settings);
        LogMelSpec spec = model.description().frontEnd();
        warmUp(model, spec);
        var limits = DecoderLimits.DEFAULT.withMaxDuration(decoding.maxDuration());
        var decoder = new RecordingDecoder(ffmpeg, limits, spec.sampleRateHz());
        var pipeline = new TaggingPipeline(
                observedDecoder.apply(decoder),
                new LogMelExtractor(spec),
                observedTagger.apply(model.tagger()),
                Labels.audioSet(),
                BATCH_WINDOWS);
        return new Engine(model.description(), pipeline, () -> release(decoder, model));
    }

    private static Ffmpeg ffmpeg() throws EngineException {
        try {
            return Ffmpeg.bundled();
        } catch (DecoderUnavailable e) {
            throw new EngineException(
                    "the decoder cannot run: " + e.getMessage(), "Without it no recording can be read.", e);
        }
    }

    /** The first scoring compiles the program and takes its memory; a model that cannot score shows here. */
    private static void warmUp(LoadedModel model, LogMelSpec spec) throws EngineException {
        var silence = new LogMel(new float[spec.windowFrames() * spec.bands()], spec.windowFrames(), spec.bands());
        List<Scores> scores = model.tagger().score(List.of(silence));
        for (float logit : scores.get(0).logits()) {
            if (!Float.isFinite(logit)) {
                model.release().run();
                throw new EngineException(
                        "the model " + model.description().name() + " scores a silent window with " + logit,
                        "Its checkpoint is broken, or its precision does not suit this machine;"
                                + " try otolex.model.precision=float32.",
                        new ArithmeticException("not finite"));
            }
        }
    }

    private static void release(RecordingDecoder decoder, LoadedModel model) {
        decoder.close();
        model.release().run();
    }
}
