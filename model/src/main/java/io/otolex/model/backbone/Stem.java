package io.otolex.model.backbone;

import io.otolex.model.checkpoint.CheckpointException;
import io.otolex.model.program.Kernel;
import io.otolex.model.program.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The patches that a log-mel is cut into: a convolution whose kernel is given in frames and bands.
 *
 * @param name the grid that 1001 x 224 becomes, frames first
 * @param kernelT frames of a patch
 * @param kernelF bands of a patch
 * @param window strides and zero padding
 */
public record Stem(String name, int kernelT, int kernelF, Window window) {

    /** Stem of the published checkpoints (arXiv 2306.00830). */
    public static final Stem PATCH_4X4 = new Stem("252x56", 4, 4, new Window(4, 4, 4, 0));

    /**
     * The stems of the reference code, then that of ConvNeXt for pictures, which pads nothing. A kernel's shape does not
     * tell its stride; the first of a shape is meant where nobody says anything.
     */
    private static final List<Stem> KNOWN = List.of(
            PATCH_4X4,
            new Stem("56x56", 18, 4, new Window(18, 4, 9, 0)),
            new Stem("112x112", 9, 2, new Window(9, 2, 4, 0)),
            new Stem("504x28", 4, 8, new Window(2, 8, 5, 0)),
            new Stem("504x56", 4, 4, new Window(2, 4, 5, 0)),
            new Stem("250x56", 4, 4, new Window(4, 4, 0, 0)));

    static Optional<Stem> named(String name) {
        return KNOWN.stream().filter(stem -> stem.name.equals(name)).findFirst();
    }

    /** Patches side by side, no padding. */
    static Stem tiles(int kernelT, int kernelF) {
        String grid = 1001 / kernelT + "x" + 224 / kernelF;
        return new Stem(grid, kernelT, kernelF, new Window(kernelT, kernelF, 0, 0));
    }

    /**
     * The stem of a checkpoint with kernels of this shape.
     *
     * @throws CheckpointException if the hint's has another, or none of that shape is known
     */
    static Stem of(int kernelT, int kernelF, Hints hints) throws CheckpointException {
        Optional<Stem> hinted = hints.stem();
        Stem stem = hinted.or(() -> ofKernel(kernelT, kernelF).stream().findFirst())
                .orElseThrow(() -> new CheckpointException("no stem with patches of " + kernelT + " x " + kernelF
                        + " is known here; known are " + names(KNOWN)));
        if (stem.kernelT != kernelT || stem.kernelF != kernelF) {
            throw new CheckpointException("the stem " + stem.name + " has patches of " + stem.kernelT + " x "
                    + stem.kernelF + ", the checkpoint's are " + kernelT + " x " + kernelF);
        }
        return stem;
    }

    private static List<Stem> ofKernel(int kernelT, int kernelF) {
        return KNOWN.stream()
                .filter(stem -> stem.kernelT == kernelT && stem.kernelF == kernelF)
                .toList();
    }

    /** What was taken for granted, if this was one of several stems that the kernels fit and nobody named it. */
    Optional<String> assumption(Map<String, String> metadata) {
        List<Stem> possible = ofKernel(kernelT, kernelF);
        if (metadata.containsKey("otolex.stem") || possible.size() < 2) {
            return Optional.empty();
        }
        return Optional.of("stem " + name + "; the kernels fit " + names(possible)
                + " alike: say otolex.stem in the header, or #stem=NAME behind the model's source");
    }

    private static List<String> names(List<Stem> stems) {
        return stems.stream().map(Stem::name).toList();
    }

    Kernel kernel(int channels) {
        return new Kernel(channels, kernelT, kernelF, window, 1, true);
    }
}
