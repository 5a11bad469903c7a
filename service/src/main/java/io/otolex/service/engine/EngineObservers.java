package io.otolex.service.engine;

import io.otolex.audio.AudioDecoder;
import io.otolex.model.inference.BatchListener;
import io.otolex.model.tagging.StageListener;
import java.util.function.UnaryOperator;

/**
 * Whoever watches an engine work.
 *
 * @param decoder wraps the decoder
 * @param batches told of each batch
 * @param stages told of log-mel and the work after scoring
 */
record EngineObservers(UnaryOperator<AudioDecoder> decoder, BatchListener batches, StageListener stages) {

    static final EngineObservers NONE =
            new EngineObservers(UnaryOperator.identity(), BatchListener.NONE, StageListener.NONE);
}
