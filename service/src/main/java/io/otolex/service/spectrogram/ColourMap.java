package io.otolex.service.spectrogram;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/** From quiet to loud in 256 colours; a quieter one is always the darker one, on grey paper and for every eye. */
enum ColourMap {
    MAGMA,
    VIRIDIS,
    GREY;

    static final int STEPS = 256;

    /** From the quietest to the loudest, each 0xRRGGBB. */
    int[] table() {
        return this == GREY ? greys() : table(name());
    }

    private static int[] greys() {
        return IntStream.range(0, STEPS)
                .map(grey -> grey << 16 | grey << 8 | grey)
                .toArray();
    }

    /** matplotlib's tables, which are in the public domain (CC0). */
    private static int[] table(String name) {
        String file = name.toLowerCase(Locale.ROOT) + ".csv";
        InputStream table = Objects.requireNonNull(ColourMap.class.getResourceAsStream(file), file);
        try (var lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.US_ASCII))) {
            return lines.lines().mapToInt(ColourMap::rgb).toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int rgb(String line) {
        String[] parts = line.split(",", 3);
        return Integer.parseInt(parts[0]) << 16 | Integer.parseInt(parts[1]) << 8 | Integer.parseInt(parts[2]);
    }
}
