package io.otolex.service.cli;

import io.otolex.model.inference.TransferListener;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** How far a download is, where somebody looks. */
final class TransferProgress implements TransferListener, AutoCloseable {

    private static final int COLUMNS = 80;
    private static final long MEGABYTE = 1_000_000;

    private final boolean watched;
    private @Nullable ProgressBar bar;

    TransferProgress(Terminal terminal) {
        this.watched = terminal.isThere();
    }

    @Override
    public void received(long bytes, long total) {
        if (bar == null && watched) {
            bar = ProgressBar.builder()
                    .setTaskName("download")
                    .setInitialMax(total)
                    .setUnit(" MB", MEGABYTE)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err, COLUMNS))
                    .build();
        }
        if (bar != null) {
            bar.stepTo(bytes);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
