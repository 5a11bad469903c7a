package io.otolex.model.backbone;

import io.otolex.audio.LogMelSpec;
import io.otolex.model.checkpoint.Shape;
import io.otolex.model.program.Cost;
import io.otolex.model.program.Program;
import java.util.Map;
import java.util.Optional;

/** A convolutional network from log-mel to logits; its numbers are all in the value. */
public interface Backbone {

    /** Such as {@code ConvNeXt depths 3,3,9,3 widths 96,192,384,768 stem 252x56}. */
    String describe();

    /** What was taken for granted of a checkpoint with this header, since neither it nor the shapes say so. */
    default Optional<String> assumption(Map<String, String> metadata) {
        return Optional.empty();
    }

    /** The log-mel that it reads. */
    LogMelSpec frontEnd();

    /**
     * The forward pass.
     *
     * @param dropPath the highest drop-path rate, that of the last block; only training programs look at it
     */
    Program program(double dropPath);

    /** Every learned tensor and statistic, in the order of the forward pass. */
    default Map<String, Shape> parameters() {
        return program(0).parameters();
    }

    /** Logits for each window. */
    default int classes() {
        return program(0).logits().channels();
    }

    /** Values of the scene embedding. */
    default int embeddingSize() {
        return program(0).embedding().channels();
    }

    /** The shortest input for which every map has a row. */
    default int minFrames() {
        return Cost.minFrames(program(0), frontEnd().bands());
    }

    /** Multiply-accumulates for one window of the front end. */
    default long multiplyAdds() {
        return Cost.multiplyAdds(
                program(0), frontEnd().windowFrames(), frontEnd().bands());
    }
}
