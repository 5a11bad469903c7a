package io.otolex.service.engine;

import io.otolex.audio.AudioDecoder;
import io.otolex.model.inference.ModelDescription;
import io.otolex.model.tagging.RecordingTagger;

/**
 * A loaded model with a decoder before it: all that is needed to tag recordings.
 *
 * @param model which one speaks
 * @param recordings tags them; thread-safe
 * @param decoder reads recordings for whoever wants more of them than tags; thread-safe
 * @param status what it is and how busy
 * @param release ends the decoder's processes and gives back the model's memory
 */
public record Engine(
        ModelDescription model, RecordingTagger recordings, AudioDecoder decoder, EngineStatus status, Runnable release)
        implements AutoCloseable {

    public Engine(ModelDescription model, RecordingTagger recordings, AudioDecoder decoder, Runnable release) {
        this(model, recordings, decoder, EngineStatus.UNKNOWN, release);
    }

    @Override
    public void close() {
        release.run();
    }
}
