package io.otolex.service.engine;

import io.otolex.audio.AudioDecoder;
import io.otolex.audio.AudioDecodingException.DecoderUnavailable;
import io.otolex.audio.LogMelSpec;
import io.otolex.audio.decode.DecoderLimits;
import io.otolex.audio.decode.Ffmpeg;
import io.otolex.audio.decode.RecordingDecoder;
import io.otolex.audio.mel.LogMelExtractor;
import io.otolex.model.inference.DjlTagger;
import io.otolex.model.inference.Tagger;
import io.otolex.model.labels.Labels;
import io.otolex.model.tagging.StageListener;
import io.otolex.model.tagging.TaggingPipeline;
import java.util.function.UnaryOperator;

/** Puts the real engine together; both of its halves have worked once before anybody relies on them. */
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
        Ffmpeg ffmpeg = ffmpeg(decoding);
        DjlTagger tagger = Models.open(settings, BATCH_WINDOWS);
        LogMelSpec spec = tagger.description().frontEnd();
        var limits = DecoderLimits.DEFAULT.withMaxDuration(decoding.maxDuration());
        var decoder = new RecordingDecoder(ffmpeg, limits, spec.sampleRateHz());
        AudioDecoder observed = observedDecoder.apply(decoder);
        var pipeline = new TaggingPipeline(
                observed,
                new LogMelExtractor(spec),
                observedTagger.apply(tagger),
                Labels.audioSet(),
                BATCH_WINDOWS,
                StageListener.NONE);
        return new Engine(tagger.description(), pipeline, observed, () -> release(decoder, tagger));
    }

    private static Ffmpeg ffmpeg(DecodingSettings decoding) throws EngineException {
        try {
            return decoding.decoder();
        } catch (DecoderUnavailable e) {
            throw new EngineException(
                    "the decoder cannot run: " + e.getMessage(), "Without it no recording can be read.", e);
        }
    }

    private static void release(RecordingDecoder decoder, DjlTagger tagger) {
        decoder.close();
        tagger.close();
    }
}
