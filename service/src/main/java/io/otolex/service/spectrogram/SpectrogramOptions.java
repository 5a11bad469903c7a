package io.otolex.service.spectrogram;

/**
 * What a spectrogram should look like.
 *
 * @param width of the picture without its axes, in pixels; 0 for one pixel a frame (10 ms), up to {@link #MOST_PIXELS}
 * @param height of the picture without its axes, in pixels
 * @param rangeDb how far below the loudest level the darkest colour lies
 * @param axes whether time and frequency are written beside it
 */
record SpectrogramOptions(int width, int height, ColourMap colours, float rangeDb, boolean axes) {

    static final int MOST_PIXELS = 4096;

    SpectrogramOptions {
        if (width < 0 || width > MOST_PIXELS || height < 1 || height > MOST_PIXELS / 2) {
            throw new IllegalArgumentException("a picture of " + width + " x " + height + " pixels is out of range");
        }
        if (!(rangeDb >= 1)) {
            throw new IllegalArgumentException("rangeDb must be at least 1, was " + rangeDb);
        }
    }

    SpectrogramOptions resized(int pixels) {
        return new SpectrogramOptions(pixels, height, colours, rangeDb, axes);
    }
}
