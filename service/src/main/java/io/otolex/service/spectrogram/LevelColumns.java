package io.otolex.service.spectrogram;

import java.util.Arrays;

/** The columns of a picture whose recording's length is known only at its end. Not thread-safe. */
final class LevelColumns {

    /*
     * [X, F] as the front end tells levels. At first a column is a frame; whenever there are more than `most`, neighbours become one, so that
     * four hours take no more room than forty seconds. A column is the loudest of its frames, not their mean: a bark
     * in an hour must be seen.
     */

    private final int bands;
    private final int most;
    private final float[] levels;
    private long framesPerColumn = 1;
    private long frames;

    LevelColumns(int bands, int most) {
        this.bands = bands;
        this.most = most;
        this.levels = new float[most * bands];
        Arrays.fill(levels, Float.NEGATIVE_INFINITY);
    }

    /** Adds one frame, the {@code bands} values from {@code offset} on. */
    void add(float[] values, int offset) {
        if (frames == most * framesPerColumn) {
            joinNeighbours();
        }
        louder((int) (frames++ / framesPerColumn), values, offset);
    }

    private void joinNeighbours() {
        for (int column = 0; column < most; column++) {
            if (column % 2 == 0) {
                System.arraycopy(levels, column * bands, levels, column / 2 * bands, bands);
            } else {
                louder(column / 2, levels, column * bands);
            }
        }
        framesPerColumn *= 2;
        Arrays.fill(levels, most / 2 * bands, levels.length, Float.NEGATIVE_INFINITY);
    }

    private void louder(int column, float[] values, int offset) {
        for (int band = 0; band < bands; band++) {
            int i = column * bands + band;
            levels[i] = Math.max(levels[i], values[offset + band]);
        }
    }

    long frames() {
        return frames;
    }

    int bands() {
        return bands;
    }

    int columns() {
        return (int) ((frames + framesPerColumn - 1) / framesPerColumn);
    }

    float level(int column, int band) {
        return levels[column * bands + band];
    }

    /** The loudest level there is. */
    float loudest() {
        float loudest = Float.NEGATIVE_INFINITY;
        for (float level : levels) {
            loudest = Math.max(loudest, level);
        }
        return loudest;
    }
}
