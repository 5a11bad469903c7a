package io.otolex.service.spectrogram;

import java.util.Map;

/** Digits and units, five pixels wide: a server's Java often has no font at all. */
final class PixelFont {

    static final int GLYPH_WIDTH = 5;
    static final int GLYPH_HEIGHT = 7;
    static final int ADVANCE = GLYPH_WIDTH + 1;

    private static final Map<Character, String> GLYPHS = Map.ofEntries(
            Map.entry('0', " ### #   ##  ### # ###  ##   # ### "),
            Map.entry('1', "  #   ##    #    #    #    #   ### "),
            Map.entry('2', " ### #   #    #  ##  #   #    #####"),
            Map.entry('3', "#####   #   #     #     ##   # ### "),
            Map.entry('4', "   #   ##  # # #  # #####   #    # "),
            Map.entry('5', "######    ####     #    ##   # ### "),
            Map.entry('6', "  ##  #   #    #### #   ##   # ### "),
            Map.entry('7', "#####    #   #   #   #    #    #   "),
            Map.entry('8', " ### #   ##   # ### #   ##   # ### "),
            Map.entry('9', " ### #   ##   # ####    #   #  ##  "),
            Map.entry('.', "                          ##   ##  "),
            Map.entry(':', "      ##   ##        ##   ##       "),
            Map.entry('k', "#    #    #  # # #  ##   # #  #  # "),
            Map.entry('H', "#   ##   ##   #######   ##   ##   #"),
            Map.entry('z', "          #####   #   #   #   #####"),
            Map.entry('s', "           #####     ###     ##### "),
            Map.entry(' ', " ".repeat(GLYPH_WIDTH * GLYPH_HEIGHT)));

    /** Sets one pixel of a text, counted from its upper left corner. */
    @FunctionalInterface
    interface Pen {
        void dot(int x, int y);
    }

    private PixelFont() {}

    static int width(String text) {
        return text.length() * ADVANCE - 1;
    }

    static void write(String text, Pen pen) {
        for (int i = 0; i < text.length(); i++) {
            glyph(GLYPHS.getOrDefault(text.charAt(i), " "), i * ADVANCE, pen);
        }
    }

    private static void glyph(String glyph, int left, Pen pen) {
        for (int i = 0; i < glyph.length(); i++) {
            if (glyph.charAt(i) == '#') {
                pen.dot(left + i % GLYPH_WIDTH, i / GLYPH_WIDTH);
            }
        }
    }
}
