package io.otolex.service.engine;

import io.otolex.audio.AudioDecoder;
import io.otolex.audio.AudioDecodingException.DecoderUnavailable;
import io.otolex.audio.LogMelSpec;
import io.otolex.audio.decode.Ffmpeg;
import io.otolex.audio.decode.RecordingDecoder;
import io.otolex.audio.mel.LogMelExtractor;
import io.otolex.model.inference.ComputeDevice;
import io.otolex.model.inference.ScoringEngine;
import io.otolex.model.inference.Tagger;
import io.otolex.model.inference.WindowLimit;
import io.otolex.model.labels.Labels;
import io.otolex.model.tagging.StageListener;
import io.otolex.model.tagging.TaggingPipeline;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Puts the real engine together; both of its halves have worked once before anybody relies on them. */
public final class Engines {

    private Engines() {}

    /** For the command line: many recordings at once have no more windows waiting than one. */
    public static Engine open(ModelSettings model, DecodingSettings decoding) throws EngineException {
        var limit = new WindowLimit();
        var observers = new EngineObservers(UnaryOperator.identity(), limit, StageListener.NONE);
        return open(
                model,
                BatchingSettings.DEFAULT,
                decoding,
                observers,
                scoring -> limit.on(scoring.batcher(), scoring.windowsAhead()));
    }

    static Engine open(
            ModelSettings settings, BatchingSettings batching, DecodingSettings decoding, EngineObservers observers)
            throws EngineException {
        return open(settings, batching, decoding, observers, ScoringEngine::batcher);
    }

    private static Engine open(
            ModelSettings settings,
            BatchingSettings batching,
            DecodingSettings decoding,
            EngineObservers observers,
            Function<ScoringEngine, Tagger> tagger)
            throws EngineException {
        Ffmpeg ffmpeg = ffmpeg(decoding);
        ScoringEngine scoring = Models.open(settings, batching, observers.batches());
        LogMelSpec spec = scoring.model().frontEnd();
        var decoder = new RecordingDecoder(ffmpeg, decoding.limits(), spec.sampleRateHz());
        AudioDecoder observed = observers.decoder().apply(decoder);
        var pipeline = new TaggingPipeline(
                observed,
                new LogMelExtractor(spec),
                tagger.apply(scoring),
                Labels.audioSet(),
                scoring.windowsAhead(),
                observers.stages());
        return new Engine(scoring.model(), pipeline, observed, statusOf(scoring), () -> release(decoder, scoring));
    }

    private static EngineStatus statusOf(ScoringEngine scoring) {
        return new EngineStatus() {
            @Override
            public List<String> devices() {
                return scoring.devices().stream().map(ComputeDevice::toString).toList();
            }

            @Override
            public double windowsPerSecond() {
                return scoring.windowsPerSecond();
            }

            @Override
            public int maxBatch() {
                return scoring.batcher().maxBatch();
            }

            @Override
            public int waitingWindows() {
                return scoring.batcher().waitingWindows();
            }

            @Override
            public Duration oldestAge() {
                return scoring.batcher().oldestAge();
            }
        };
    }

    private static Ffmpeg ffmpeg(DecodingSettings decoding) throws EngineException {
        try {
            return decoding.decoder();
        } catch (DecoderUnavailable e) {
            throw new EngineException(
                    "the decoder cannot run: " + e.getMessage(), "Without it no recording can be read.", e);
        }
    }

    private static void release(RecordingDecoder decoder, ScoringEngine scoring) {
        decoder.close();
        scoring.close();
    }
}
