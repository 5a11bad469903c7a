package io.otolex.service.cli;

import io.otolex.model.tagging.Progress;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far a long recording is; silent for short ones, and where nobody looks. */
final class ProgressLine implements Progress, AutoCloseable {

    /** A minute is scored before the eye has found the bar. */
    private static final double WORTH_SHOWING_SECONDS = 60;

    private final String name;
    private final Terminal terminal;
    private @Nullable ProgressBar bar;
    private boolean hidden;

    private ProgressLine(String name, Terminal terminal) {
        this.name = name;
        this.terminal = terminal;
    }

    static ProgressLine of(String name, Terminal terminal) {
        return new ProgressLine(name, terminal);
    }

    @Override
    public void scored(double secondsOfAudio) {
        if (bar == null && !hidden && secondsOfAudio > WORTH_SHOWING_SECONDS) {
            hidden = !terminal.isThere();
            bar = hidden ? null : newBar();
        }
        if (bar != null) {
            bar.stepTo((long) secondsOfAudio);
        }
    }

    /** The length is known only at the end of decoding, so the bar counts seconds and has no goal. */
    private ProgressBar newBar() {
        return ProgressBar.builder()
                .setTaskName(name)
                .setStyle(ProgressBarStyle.ASCII)
                .setInitialMax(-1)
                .setUnit(" s of audio", 1)
                .setConsumer(new ConsoleProgressBarConsumer(System.err, Terminal.columns()))
                .build();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
