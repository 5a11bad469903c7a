package io.otolex.audio.decode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** One run of ffmpeg over one file, killed when its reader has waited too long in all. For one thread. */
final class DecoderProcess implements AutoCloseable {

    /*
     * A thread that waits on a pipe cannot be interrupted, so patience works from outside: an alarm is set around
     * every wait, for what is left of the patience, and kills the process. The pipe then ends, the wait returns, and
     * expired() tells this end from a natural one. The alarm and kill() go through the ProcessHandle, which unlike
     * Process.destroyForcibly() leaves the streams to their reader.
     *
     * Standard error has a reader of its own, which ends with the process.
     */

    private final Process process;
    private final InputStream samples;
    private final ErrorOutput said;
    private final ScheduledExecutorService alarms;
    private long patienceNanos;
    private volatile boolean expired;

    private DecoderProcess(Process process, Duration patience, ScheduledExecutorService alarms) {
        this.process = process;
        this.samples = process.getInputStream();
        this.said = ErrorOutput.of(process.getErrorStream());
        this.alarms = alarms;
        this.patienceNanos = patience.toNanos();
    }

    static DecoderProcess start(List<String> command, Path spool, Duration patience, ScheduledExecutorService alarms)
            throws IOException {
        var builder = new ProcessBuilder(command).redirectInput(spool.toFile());
        builder.environment().clear();
        return new DecoderProcess(builder.start(), patience, alarms);
    }

    /** Reads until {@code length} bytes have come or the decoder has no more. */
    int read(byte[] bytes, int length) throws IOException {
        return patiently(() -> samples.readNBytes(bytes, 0, length));
    }

    /** What the process came to, once it has no more samples. */
    Ending ending() throws IOException {
        int exitCode = patiently(process::waitFor);
        patiently(() -> {
            said.await();
            return exitCode;
        });
        return new Ending(exitCode, expired, said.first(), said.header(), said.damage());
    }

    private int patiently(Wait wait) throws IOException {
        long since = System.nanoTime();
        ScheduledFuture<?> alarm = alarms.schedule(this::expire, patienceNanos, TimeUnit.NANOSECONDS);
        try {
            return wait.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the decoder was finishing");
        } finally {
            alarm.cancel(false);
            patienceNanos -= System.nanoTime() - since;
        }
    }

    private void expire() {
        expired = true;
        kill();
    }

    /** From any thread. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    /** Leaves no process behind, not even a dead one. */
    @Override
    public void close() {
        kill();
        boolean interrupted = false;
        while (process.isAlive()) {
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                interrupted = true; // a killed process is gone in a moment, and must not be left to nobody
            }
        }
        process.destroy(); // it is dead: this closes its pipes
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Wait {
        int run() throws IOException, InterruptedException;
    }

    /**
     * How a decoder ended.
     *
     * @param exitCode its own, or 128 and the signal that ended it
     * @param expired whether its reader's patience did
     * @param said on standard error, at first
     * @param header of what it checksummed: the facts of the stream
     * @param damage of the recording that it met with
     */
    record Ending(int exitCode, boolean expired, String said, String header, Damage damage) {}
}
