package io.otolex.service.engine;

import io.otolex.model.inference.ModelDescription;
import io.otolex.model.tagging.RecordingTagger;

/**
 * A loaded model with a decoder before it: all that is needed to tag recordings.
 *
 * @param model which one speaks
 * @param recordings tags them; thread-safe
 * @param release ends the decoder's processes and gives back the model's memory
 */
public record Engine(ModelDescription model, RecordingTagger recordings, Runnable release) implements AutoCloseable {

    @Override
    public void close() {
        release.run();
    }
}
