package io.otolex.benchmarks.serve;

import io.gatling.javaapi.core.Session;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A line for each answer: file, milliseconds since the start, milliseconds it took, status or 0. Thread-safe. */
final class Answers implements AutoCloseable {

    /*
     * Gatling's own log is binary and its reports are pages; neither says how many windows were answered while a load
     * lasted. Times are taken around the request, so that they hold the generator's own fraction of a millisecond too.
     */

    static final String STATUS = "status";
    private static final String BEGUN = "begun";

    private final long startNanos = System.nanoTime();
    private final PrintWriter lines;

    Answers(Path file) {
        try {
            this.lines = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("the answers cannot be written to " + file, e);
        }
    }

    Session begin(Session session) {
        return session.set(BEGUN, System.nanoTime());
    }

    Session end(Session session) {
        long begun = session.getLong(BEGUN);
        int status = session.contains(STATUS) ? session.getInt(STATUS) : 0;
        write(session.getString("name"), begun, status);
        return session;
    }

    private synchronized void write(String name, long begunNanos, int status) {
        double begun = (begunNanos - startNanos) / 1e6;
        double took = (System.nanoTime() - begunNanos) / 1e6;
        lines.println(String.join("\t", name, String.valueOf(begun), String.valueOf(took), String.valueOf(status)));
    }

    @Override
    public synchronized void close() {
        lines.close();
    }
}
