package io.otolex.audio.decode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads what a decoder says on standard error, however much it is, and keeps what is of use. */
final class ErrorOutput {

    /*
     * Read by a thread of its own: a damaged recording makes ffmpeg say more than a pipe holds before it gives the next
     * sample, and it would stop there for ever. What is kept is bounded, and so is the length of what is taken as a line.
     */

    private static final int MAX_KEPT = 8 * 1024;
    private static final int MAX_LINE = 512;

    private final InputStream stream;
    private final Thread reader = new Thread(this::read, "decoder-words");
    private final StringBuilder line = new StringBuilder();
    private final StringBuilder first = new StringBuilder();
    private final StringBuilder header = new StringBuilder();
    private Damage damage = Damage.NONE;

    private ErrorOutput(InputStream stream) {
        this.stream = stream;
    }

    static ErrorOutput of(InputStream stream) {
        var output = new ErrorOutput(stream);
        output.reader.setDaemon(true);
        output.reader.start();
        return output;
    }

    /** Waits for the end of the stream, which is that of its process. */
    void await() throws InterruptedException {
        reader.join();
    }

    /** The beginning, for whoever must be told why nothing came of it. Once {@link #await} has returned. */
    String first() {
        return first.toString();
    }

    /** The lines of framecrc's header. */
    String header() {
        return header.toString();
    }

    Damage damage() {
        return damage;
    }

    private void read() {
        var bytes = new byte[4096];
        try {
            for (int count = stream.read(bytes); count >= 0; count = stream.read(bytes)) {
                new String(bytes, 0, count, StandardCharsets.ISO_8859_1).chars().forEach(this::take);
            }
        } catch (IOException gone) {
            // its process was killed: what was said up to now is all there is
        }
        endLine();
    }

    private void take(int letter) {
        if (letter == '\n') {
            endLine();
        } else if (line.length() < MAX_LINE) {
            line.append((char) letter);
        }
    }

    private void endLine() {
        keep(first);
        if (!line.isEmpty() && line.charAt(0) == '#') {
            keep(header);
        } else {
            damage = damage.and(Damage.in(line.toString()));
        }
        line.setLength(0);
    }

    private void keep(StringBuilder kept) {
        if (kept.length() + line.length() < MAX_KEPT) {
            kept.append(line).append('\n');
        }
    }
}
