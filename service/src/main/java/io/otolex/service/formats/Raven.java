package io.otolex.service.formats;

/** A selection table of Raven: its seven columns as it names them, then ours. */
final class Raven extends EventFormat {

    private static final String HEAD = "Selection\tView\tChannel\tBegin Time (s)\tEnd Time (s)\tLow Freq (Hz)"
            + "\tHigh Freq (Hz)\tLabel\tAudioSet ID\tScore\tMean Score\n";

    @Override
    public String name() {
        return "raven";
    }

    @Override
    public String mediaType() {
        return "text/tab-separated-values;profile=raven";
    }

    @Override
    String head(TagsAnswer answer) {
        return HEAD;
    }

    /** The model says when, not at which pitch: a selection has the height of the recording's spectrum. */
    @Override
    String event(int number, TagsAnswer.Event event, TagsAnswer answer) {
        return String.join(
                "\t",
                Integer.toString(number),
                "Spectrogram 1",
                "1",
                event.startS().toString(),
                event.endS().toString(),
                "0",
                Integer.toString(answer.input().sampleRate() / 2),
                event.label(),
                event.id(),
                event.scoreMax().toString(),
                event.scoreMean() + "\n");
    }
}
