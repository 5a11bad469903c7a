package io.otolex.model.backbone;

import io.otolex.model.program.Window;
import java.util.List;
import java.util.Optional;

/**
 * The patches that a log-mel is cut into: a convolution whose kernel is given in frames and bands.
 *
 * @param kernelT frames of a patch
 * @param kernelF bands of a patch
 * @param window strides and zero padding
 */
public record Stem(int kernelT, int kernelF, Window window) {

    /** Stem of the published checkpoints (arXiv 2306.00830): 1001 x 224 becomes 252 x 56. */
    public static final Stem PATCH_4X4 = new Stem(4, 4, new Window(4, 4, 4, 0));

    /** The other stems of the reference code, 56 x 56, 112 x 112 and 504 x 28 after the stem. */
    private static final List<Stem> KNOWN = List.of(
            PATCH_4X4,
            new Stem(18, 4, new Window(18, 4, 9, 0)),
            new Stem(9, 2, new Window(9, 2, 4, 0)),
            new Stem(4, 8, new Window(2, 8, 5, 0)));

    /** A kernel's shape does not tell its stride; among the published stems the first of that kernel is meant. */
    static Optional<Stem> withKernel(int kernelT, int kernelF) {
        return KNOWN.stream()
                .filter(stem -> stem.kernelT == kernelT && stem.kernelF == kernelF)
                .findFirst();
    }
}
