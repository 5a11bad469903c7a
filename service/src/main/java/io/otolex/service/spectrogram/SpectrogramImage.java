package io.otolex.service.spectrogram;

import io.otolex.audio.LogMelSpec;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.ImageIO;

/** Draws levels as pixels, low frequencies at the bottom, with time and frequency beside them if asked for. */
final class SpectrogramImage {

    /*
     *        ┌──────────────┐
     *   10k ─┤              │      Every pixel is a palette index: paper, ink, or one of the colour map's steps.
     *    1k ─┤   picture    │      Where the picture is smaller than the log-mel, a pixel is the loudest of what it
     *        └┬────┬────┬───┘      covers.
     *         0    5    10 s
     */

    private static final int PAPER = 0;
    private static final int INK = 1;
    private static final int FIRST_COLOUR = 2;
    private static final int COLOURS = ColourMap.STEPS - FIRST_COLOUR;

    private static final int ZOOM = 2; // of the font
    private static final int TICK = 6;
    private static final int LEFT = TICK + 4 + ZOOM * PixelFont.width("10k");
    private static final int BOTTOM = TICK + 4 + ZOOM * PixelFont.GLYPH_HEIGHT;
    private static final int TOP = ZOOM * PixelFont.GLYPH_HEIGHT / 2 + 1;
    private static final int RIGHT = ZOOM * PixelFont.width("0:00") / 2;

    private final LevelColumns levels;
    private final LogMelSpec spec;
    private final SpectrogramOptions options;
    private final int left;
    private final int top;
    private final WritableRaster pixels;
    private final BufferedImage image;

    private SpectrogramImage(LevelColumns levels, LogMelSpec spec, SpectrogramOptions options) {
        this.levels = levels;
        this.spec = spec;
        this.options = options;
        this.left = options.axes() ? LEFT : 0;
        this.top = options.axes() ? TOP : 0;
        this.image = new BufferedImage(
                left + options.width() + (options.axes() ? RIGHT : 0),
                top + options.height() + (options.axes() ? BOTTOM : 0),
                BufferedImage.TYPE_BYTE_INDEXED,
                palette(options.colours()));
        this.pixels = image.getRaster();
    }

    /** @param spec of the front end that made the levels */
    static BufferedImage draw(LevelColumns levels, LogMelSpec spec, SpectrogramOptions options) {
        SpectrogramOptions sized = options.width() > 0 ? options : options.resized(levels.columns());
        var drawing = new SpectrogramImage(levels, spec, sized);
        drawing.picture();
        if (options.axes()) {
            drawing.frequencies();
            drawing.times();
        }
        return drawing.image;
    }

    static void write(BufferedImage image, OutputStream png) throws IOException {
        ImageIO.write(image, "png", png);
    }

    private static IndexColorModel palette(ColourMap colours) {
        var palette = new int[ColourMap.STEPS];
        palette[PAPER] = 0xFFFFFF;
        palette[INK] = 0x1D2430;
        int[] table = colours.table();
        for (int i = 0; i < COLOURS; i++) {
            palette[FIRST_COLOUR + i] = table[i * (ColourMap.STEPS - 1) / (COLOURS - 1)];
        }
        return new IndexColorModel(8, ColourMap.STEPS, palette, 0, false, -1, DataBuffer.TYPE_BYTE);
    }

    private void picture() {
        float brightest = decibels(levels.loudest());
        // no power at all is dark in a quiet recording too; how far down that is, the front end decides
        float darkest =
                Math.max(brightest - options.rangeDb(), decibels(spec.level().ofSilence()));
        float range = Math.max(brightest - darkest, 1);
        for (int y = 0; y < options.height(); y++) {
            for (int x = 0; x < options.width(); x++) {
                float above = Math.max(decibels(loudest(x, options.height() - 1 - y)) - darkest, 0);
                dot(left + x, top + y, FIRST_COLOUR + Math.round((COLOURS - 1) * above / range));
            }
        }
    }

    private float decibels(float level) {
        return spec.level().toDecibels(level);
    }

    /** The loudest level under one pixel; {@code y} counts from the bottom. */
    private float loudest(int x, int y) {
        float loudest = Float.NEGATIVE_INFINITY;
        for (int column = first(x, levels.columns(), options.width());
                column < end(x, levels.columns(), options.width());
                column++) {
            for (int band = first(y, levels.bands(), options.height());
                    band < end(y, levels.bands(), options.height());
                    band++) {
                loudest = Math.max(loudest, levels.level(column, band));
            }
        }
        return loudest;
    }

    private static int first(int pixel, int cells, int pixels) {
        return (int) ((long) pixel * cells / pixels);
    }

    private static int end(int pixel, int cells, int pixels) {
        return Math.max(first(pixel, cells, pixels) + 1, first(pixel + 1, cells, pixels));
    }

    /** From above; low frequencies lie so close that not each has room for its name. */
    private void frequencies() {
        int free = 0;
        for (int hz : Ticks.frequencies(spec)) {
            int y = top + rowOf(hz);
            for (int x = left - TICK; x < left; x++) {
                dot(x, y, INK);
            }
            if (y >= free) {
                String text = Ticks.frequency(hz);
                write(text, left - TICK - 4 - ZOOM * PixelFont.width(text), y - ZOOM * PixelFont.GLYPH_HEIGHT / 2);
                free = y + ZOOM * PixelFont.GLYPH_HEIGHT + 2;
            }
        }
    }

    /** From the top; the middle of the frequency's band. */
    private int rowOf(double hz) {
        double fromBottom = (spec.scale().band(hz, spec) + 0.5) / spec.bands() * options.height();
        return Math.min(Math.max((int) (options.height() - fromBottom), 0), options.height() - 1);
    }

    private void times() {
        double seconds = (double) levels.frames() * spec.hopSamples() / spec.sampleRateHz();
        int bottom = top + options.height();
        for (double time : Ticks.times(seconds, options.width())) {
            int x = left + (int) Math.min(Math.round(time / seconds * options.width()), options.width() - 1);
            for (int y = bottom; y < bottom + TICK; y++) {
                dot(x, y, INK);
            }
            String text = Ticks.time(time, seconds);
            write(text, Math.max(0, x - ZOOM * PixelFont.width(text) / 2), bottom + TICK + 3);
        }
    }

    private void write(String text, int x, int y) {
        PixelFont.write(text, (dotX, dotY) -> {
            for (int i = 0; i < ZOOM * ZOOM; i++) {
                dot(x + ZOOM * dotX + i % ZOOM, y + ZOOM * dotY + i / ZOOM, INK);
            }
        });
    }

    private void dot(int x, int y, int colour) {
        if (x >= 0 && x < image.getWidth() && y >= 0 && y < image.getHeight()) {
            pixels.setSample(x, y, 0, colour);
        }
    }
}
