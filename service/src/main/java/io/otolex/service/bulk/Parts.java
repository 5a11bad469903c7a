package io.otolex.service.bulk;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one shard in files of limited size, each of which is there whole or not at all. Thread-safe. */
final class Parts implements AutoCloseable {

    /*
     * DIR/shard-…-part-N.csv                 rows
     * DIR/_quarantine/shard-…-part-N.tsv     those that failed, if any did
     * DIR/_ledger/shard-…-part-N.ndjson      what is done
     *
     * A part is written under a hidden name and renamed when it is complete, then its ledger, which makes it count. What
     * has no ledger was cut short between the two and is removed by whoever goes on. Names with _ and . are passed over
     * by Spark, Hive and Arrow, so that the folder is a table.
     */

    private static final String PART = "part-%08d";

    private final PartFolder folder;
    private final RowFormat format;
    private final RunTerms terms;
    private final int mostRows;
    private final long mostNanos;

    private final List<LedgerEntry> entries = new ArrayList<>();
    private final List<RecordingRow> failed = new ArrayList<>();
    private RowFormat.@Nullable Rows rows;
    private long openedNanos;
    private int number;
    private boolean closed;

    /**
     * After all parts that there are.
     *
     * @param mostRows in a part
     * @param longest that a part stays open: what a power cut may cost
     */
    Parts(PartFolder folder, RowFormat format, RunTerms terms, int mostRows, Duration longest) throws IOException {
        this.folder = folder;
        this.format = format;
        this.terms = terms;
        this.mostRows = mostRows;
        this.mostNanos = longest.toNanos();
        this.number = folder.nextNumber();
    }

    /** After {@link #close} nothing is written any more. */
    synchronized void add(RecordingRow row, FileKey key) throws IOException {
        if (closed) {
            return;
        }
        try {
            write(row, key);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private void write(RecordingRow row, FileKey key) throws IOException {
        open().add(RowFormat.tree(row));
        entries.add(LedgerEntry.of(row, key));
        if (!row.isOk()) {
            failed.add(row);
        }
        if (entries.size() >= mostRows || System.nanoTime() - openedNanos > mostNanos) {
            commit();
        }
    }

    private RowFormat.Rows open() throws IOException {
        if (rows == null) {
            rows = format.open(folder.hidden(name()));
            openedNanos = System.nanoTime();
        }
        return rows;
    }

    private String name() {
        return PART.formatted(number);
    }

    private void commit() throws IOException {
        RowFormat.Rows complete = rows;
        if (complete == null) {
            return;
        }
        rows = null;
        complete.close();
        folder.publish(name(), format.extension(), failed, new Ledger(terms, entries));
        number++;
        entries.clear();
        failed.clear();
    }

    /** Makes what there is count. */
    @Override
    public synchronized void close() throws IOException {
        if (!closed) {
            closed = true;
            commitLast();
        }
    }

    private void commitLast() throws IOException {
        try {
            commit();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private IOException unwritable(IOException why) {
        return new IOException("rows cannot be written to " + folder.output() + ": " + why.getMessage(), why);
    }
}
