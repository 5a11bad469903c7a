package io.otolex.service.spectrogram;

import io.otolex.audio.LogMelSpec;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Which times and frequencies are worth writing beside a picture, and how they are written. */
final class Ticks {

    private static final int[] FREQUENCIES_HZ = {20_000, 10_000, 5000, 2000, 1000, 500, 200, 100};
    private static final double[] STEPS_SECONDS = {
        0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200
    };
    private static final int PIXELS_BETWEEN_TIMES = 90;

    private Ticks() {}

    /** High ones first. */
    static List<Integer> frequencies(LogMelSpec spec) {
        return IntStream.of(FREQUENCIES_HZ)
                .filter(hz -> spec.lowHz() <= hz && hz <= spec.highHz())
                .boxed()
                .toList();
    }

    static String frequency(int hz) {
        return hz < 1000 ? Integer.toString(hz) : hz / 1000 + "k";
    }

    /** In seconds, round ones, as near to each other as their texts allow. */
    static List<Double> times(double seconds, int width) {
        double step = DoubleStream.of(STEPS_SECONDS)
                .filter(each -> each / seconds * width >= PIXELS_BETWEEN_TIMES)
                .findFirst()
                .orElse(seconds);
        return IntStream.rangeClosed(0, (int) (seconds / step))
                .mapToObj(i -> i * step)
                .toList();
    }

    /** Seconds in a short recording, minutes and hours in a longer one. */
    static String time(double seconds, double whole) {
        if (whole < 60) {
            return String.format(Locale.ROOT, seconds == Math.rint(seconds) ? "%.0f s" : "%.1f s", seconds);
        }
        long rounded = Math.round(seconds);
        return rounded < 3600
                ? String.format(Locale.ROOT, "%d:%02d", rounded / 60, rounded % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", rounded / 3600, rounded / 60 % 60, rounded % 60);
    }
}
