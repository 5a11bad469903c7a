package io.otolex.service.bulk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.DoubleAdder;
import org.jspecify.annotations.Nullable;

/** One run over an archive: every file of a shard has a row in its output when it ends. */
public final class Bulk {

    /*
     * names --one thread--> places --parallel threads--> decode, score, name --> parts
     *
     * A name is only read when there is a place for it, and the model bounds the windows that wait for it, so that neither
     * the number of files nor their length is in memory. Rows are written as they are ready, in no order.
     *
     * stop() may come at any time from another thread, such as the one that runs when somebody presses Ctrl-C: what has a
     * row by then is made to count, what comes later is dropped and will be done again.
     */

    private final BulkSettings settings;
    private final RunTerms terms;
    private final RowOfFile rowOfFile;
    private final BulkProgress progress;
    private final PartFolder folder;
    private final Semaphore places;
    private final AtomicLong ok = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final DoubleAdder audioSeconds = new DoubleAdder();
    private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
    private volatile Optional<Parts> parts = Optional.empty();
    private volatile boolean stopped;

    /** @param rowOfFile called by several threads */
    public Bulk(BulkSettings settings, RunTerms terms, RowOfFile rowOfFile, BulkProgress progress) {
        this.settings = settings;
        this.terms = terms;
        this.rowOfFile = rowOfFile;
        this.progress = progress;
        this.folder = new PartFolder(settings.output(), settings.shard());
        this.places = new Semaphore(settings.parallel());
    }

    /**
     * Tags every file that has no row yet.
     *
     * @throws BulkException if the output holds rows that these may not be added to
     * @throws IOException if a list cannot be read or a part not be written
     */
    public BulkTotals run(List<Input> inputs) throws BulkException, IOException, InterruptedException {
        makeFolder();
        try (SeenFiles seen = new SeenFiles(folder.hidden("seen"))) {
            long skipped = resume(seen);
            progress.skipped(skipped);
            tagAll(inputs, seen);
            return new BulkTotals(ok.get(), failed.get(), skipped, audioSeconds.sum());
        }
    }

    private void makeFolder() throws BulkException {
        try {
            folder.tidy();
        } catch (IOException e) {
            throw new BulkException("rows cannot be written to " + settings.output() + ": " + e.getMessage());
        }
    }

    /** Keeps the parts of which every row still holds; the others' files are done again. */
    private long resume(SeenFiles seen) throws BulkException, IOException {
        long kept = 0;
        for (Path file : folder.ledgerFiles()) {
            Ledger ledger = Ledger.read(file);
            require(ledger.terms());
            if (ledger.stillHolds()) {
                ledger.entries().forEach(entry -> {
                    boolean unused = seen.add(entry.file());
                    count(entry.isOk());
                });
                kept += ledger.entries().size();
            } else {
                folder.remove(file);
            }
        }
        return kept;
    }

    private void require(RunTerms found) throws BulkException {
        if (!settings.resume()) {
            throw new BulkException(
                    settings.output() + " holds rows already: go on with --resume, or take another folder");
        }
        if (!found.equals(terms)) {
            throw new BulkException(settings.output() + " holds rows of another kind, " + found
                    + ", which may not be mixed with " + terms + ": take another folder");
        }
    }

    private void tagAll(List<Input> inputs, SeenFiles seen) throws IOException, InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(settings.parallel(), Bulk::daemon);
        try (Parts opened = new Parts(folder, settings.format(), terms, settings.partRows(), settings.partTime())) {
            parts = Optional.of(opened);
            for (Input input : inputs) {
                input.each(file -> next(file, seen, workers, opened));
            }
            places.acquire(settings.parallel()); // the last ones
        } finally {
            workers.shutdown();
        }
        rethrow();
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "bulk");
        thread.setDaemon(true); // Ctrl-C waits for no recording
        return thread;
    }

    /** Whether to go on. */
    private boolean next(String file, SeenFiles seen, ExecutorService workers, Parts opened) {
        if (settings.shard().has(file) && seen.add(file)) {
            places.acquireUninterruptibly();
            workers.execute(() -> tag(file, opened));
        }
        return !stopped && fault.get() == null;
    }

    private void tag(String file, Parts opened) {
        try {
            FileKey key = FileKey.of(Path.of(file));
            RecordingRow row = rowOfFile.of(file, key);
            opened.add(row, key);
            count(row.isOk());
            audioSeconds.add(row.audioSeconds());
            progress.done(row.isOk(), row.audioSeconds());
        } catch (Throwable e) { // a full disk, no memory: more rows would be lost with it
            fault.compareAndSet(null, e);
        } finally {
            places.release();
        }
    }

    private void count(boolean isOk) {
        (isOk ? ok : failed).incrementAndGet();
    }

    private void rethrow() throws IOException {
        Throwable cause = fault.get();
        if (cause instanceof IOException unwritable) {
            throw unwritable;
        }
        if (cause != null) {
            throw new IllegalStateException("the run ended early: " + cause, cause);
        }
    }

    /** Makes what is finished count, and begins nothing more. */
    public void stop() throws IOException {
        stopped = true;
        if (parts.isPresent()) {
            parts.get().close();
        }
    }
}
