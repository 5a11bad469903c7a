package io.otolex.service.formats;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Captions for a player in a browser: a cue for each event. */
final class WebVtt extends EventFormat {

    private static final int MILLIS_A_SECOND = 1000;

    @Override
    public String name() {
        return "vtt";
    }

    @Override
    public String mediaType() {
        return "text/vtt";
    }

    @Override
    String head(TagsAnswer answer) {
        return "WEBVTT\n\nNOTE\nSound events by " + escaped(answer.model().name()) + "\n";
    }

    @Override
    String event(int number, TagsAnswer.Event event, TagsAnswer answer) {
        return "\n" + number + "\n" + time(event.startS()) + " --> " + time(event.endS()) + "\n"
                + escaped(event.label()) + " " + event.scoreMax() + "\n";
    }

    private static String time(BigDecimal seconds) {
        long millis =
                seconds.movePointRight(3).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
        long wholeSeconds = millis / MILLIS_A_SECOND;
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%03d",
                wholeSeconds / 3600,
                wholeSeconds / 60 % 60,
                wholeSeconds % 60,
                millis % MILLIS_A_SECOND);
    }

    /** An arrow in a name would start a cue of its own. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
