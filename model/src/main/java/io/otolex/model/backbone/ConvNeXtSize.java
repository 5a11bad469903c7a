package io.otolex.model.backbone;

import java.util.List;

/** The sizes that have names: zepto is ours, atto to nano are timm's, tiny to xlarge are the paper's. */
public enum ConvNeXtSize {
    ZEPTO(24, 2, 6),
    ATTO(40, 2, 6),
    FEMTO(48, 2, 6),
    PICO(64, 2, 6),
    NANO(80, 2, 8),
    TINY(96, 3, 9),
    SMALL(96, 3, 27),
    BASE(128, 3, 27),
    LARGE(192, 3, 27),
    XLARGE(256, 3, 27);

    private final int width;
    private final int depth;
    private final int thirdDepth;

    /** Channels of the first stage; blocks of all stages but the third; blocks of the third. */
    ConvNeXtSize(int width, int depth, int thirdDepth) {
        this.width = width;
        this.depth = depth;
        this.thirdDepth = thirdDepth;
    }

    /** A tagger of AudioSet's 527 classes with the front end of the published checkpoints. */
    public ConvNeXt tagger() {
        List<Integer> depths = List.of(depth, depth, thirdDepth, depth);
        List<Integer> widths = List.of(width, 2 * width, 4 * width, 8 * width);
        return new ConvNeXt(depths, widths, Stem.PATCH_4X4, 224, 527);
    }
}
