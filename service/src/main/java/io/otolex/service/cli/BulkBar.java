package io.otolex.service.cli;

import io.otolex.service.bulk.BulkProgress;
import io.otolex.service.bulk.BulkTotals;
import io.otolex.service.bulk.FileCount;
import io.otolex.service.bulk.Input;
import io.otolex.service.bulk.Shard;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.DoubleAdder;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a run is, where somebody looks: files a second, audio hours a minute, time left. */
final class BulkBar implements BulkProgress, AutoCloseable {

    /** A longer bar says no more. */
    private static final int MOST_COLUMNS = 120;

    /** In a narrower window the rate would be cut in the middle. */
    private static final int COLUMNS_WITH_RATE = 90;

    private final int columns = Math.min(MOST_COLUMNS, Terminal.columns());
    private final long startNanos = System.nanoTime();
    private final DoubleAdder audioSeconds = new DoubleAdder();
    private final Optional<ProgressBar> bar;
    private boolean closed;

    BulkBar(Terminal terminal, List<Input> sources, Shard shard) {
        bar = terminal.isThere() ? Optional.of(newBar()) : Optional.empty();
        bar.ifPresent(shown -> FileCount.aside(sources, shard, shown::maxHint));
    }

    private ProgressBar newBar() {
        return ProgressBar.builder()
                .setTaskName("bulk")
                .setStyle(ProgressBarStyle.ASCII) // whatever the terminal's encoding
                .setInitialMax(-1)
                .setUnit(" files", 1)
                .showSpeed()
                .setConsumer(new ConsoleProgressBarConsumer(System.err, columns))
                .build();
    }

    @Override
    public void skipped(long files) {
        bar.ifPresent(shown -> shown.stepBy(files));
    }

    @Override
    public void done(boolean ok, double seconds) {
        audioSeconds.add(seconds);
        bar.ifPresent(shown -> {
            if (columns >= COLUMNS_WITH_RATE) {
                shown.setExtraMessage(", " + rate(audioSeconds.sum()));
            }
            shown.step();
        });
    }

    private String rate(double seconds) {
        return String.format(Locale.ROOT, "%.2f h of audio a minute", seconds / 3600 / minutes());
    }

    private double minutes() {
        return (System.nanoTime() - startNanos) / 60e9;
    }

    /** For the end, whether or not somebody looks. */
    String summary(BulkTotals totals) {
        if (totals.ok() + totals.failed() == 0) {
            return "no file was found";
        }
        return String.format(
                Locale.ROOT,
                "%d files ok, %d failed%s; %.2f h of audio in %s (%s)",
                totals.ok(),
                totals.failed(),
                totals.skipped() == 0 ? "" : "; %d of them before".formatted(totals.skipped()),
                totals.audioSeconds() / 3600,
                Duration.ofSeconds((long) (60 * minutes()))
                        .toString()
                        .substring(2)
                        .toLowerCase(Locale.ROOT),
                rate(totals.audioSeconds()));
    }

    /** Before the last word, and once: a bar that is closed again is printed again. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            bar.ifPresent(ProgressBar::close);
        }
    }
}
