package io.otolex.model.backbone;

import io.otolex.model.checkpoint.Shape;
import io.otolex.model.program.Program;
import java.util.Map;

/** A convolutional network from log-mel to logits; its numbers are all in the value. */
public interface Backbone {

    /** Such as {@code ConvNeXt depths 3,3,9,3 widths 96,192,384,768}. */
    String describe();

    /** Every learned tensor and statistic, under the published names, in the published order. */
    Map<String, Shape> parameters();

    /**
     * The forward pass.
     *
     * @param dropPath the highest drop-path rate, that of the last block; only training programs look at it
     */
    Program program(double dropPath);

    /** Mel bands of the input, the F axis. */
    int bands();

    /** Logits for each window. */
    int classes();

    /** Values of the scene embedding. */
    int embeddingSize();

    /** The shortest input for which the last stage still has a row. */
    int minFrames();
}
