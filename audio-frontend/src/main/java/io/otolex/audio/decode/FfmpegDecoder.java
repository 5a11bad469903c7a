package io.otolex.audio.decode;

import io.otolex.audio.AudioDecoder;
import io.otolex.audio.AudioDecodingException;
import io.otolex.audio.AudioDecodingException.DecoderUnavailable;
import io.otolex.audio.AudioDecodingException.Empty;
import io.otolex.audio.DecodedAudio;
import io.otolex.audio.Excerpt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Decodes any recording in a process of its own, whose cost is limited and whose death harms nobody. */
public final class FfmpegDecoder implements AudioDecoder, AutoCloseable {

    /*
     * A place is taken before a process starts and given back when that process is gone: at the end of the recording,
     * or when its reader closes it early. A short recording thus gives its place back before it is scored.
     *
     * `running` holds every process that has a place. close() kills what it finds there; open() looks at `closed` after
     * having put its process in, so that one of the two sees the other.
     */

    private final Ffmpeg ffmpeg;
    private final DecoderLimits limits;
    private final int sampleRateHz;
    private final Semaphore places;
    private final Set<DecoderProcess> running = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor alarms;
    private volatile boolean closed;

    /** @param sampleRateHz of the PCM, the front end's */
    public FfmpegDecoder(Ffmpeg ffmpeg, DecoderLimits limits, int sampleRateHz) {
        this.ffmpeg = ffmpeg;
        this.limits = limits;
        this.sampleRateHz = sampleRateHz;
        this.places = new Semaphore(limits.processes(), true);
        this.alarms = new ScheduledThreadPoolExecutor(1, FfmpegDecoder::daemon);
        alarms.setRemoveOnCancelPolicy(true);
        alarms.setKeepAliveTime(10, TimeUnit.SECONDS);
        alarms.allowCoreThreadTimeOut(true); // so that it needs no shutdown, after which a reader could set no alarm
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "decoder-alarms");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public DecodedAudio open(Path spool, Excerpt excerpt) throws AudioDecodingException {
        requireContent(spool);
        takePlace();
        try {
            return new FfmpegAudio(spool, excerpt, start(spool, excerpt), limits, sampleRateHz, this::gone);
        } catch (IOException | RuntimeException e) {
            places.release();
            throw new DecoderUnavailable("ffmpeg cannot be started: " + e.getMessage());
        }
    }

    /** Empty as well while all decoders are busy: what is only stated is not worth waiting for. */
    @Override
    public OptionalDouble statedSeconds(Path spool) {
        if (!places.tryAcquire()) {
            return OptionalDouble.empty();
        }
        try {
            return StatedLength.of(spool, ffmpeg.headerCommand(limits));
        } finally {
            places.release();
        }
    }

    private static void requireContent(Path spool) throws AudioDecodingException {
        try {
            if (Files.size(spool) == 0) {
                throw new Empty("the file is empty");
            }
        } catch (IOException e) {
            throw new DecoderUnavailable("the spooled upload cannot be read: " + e.getMessage());
        }
    }

    private void takePlace() throws DecoderUnavailable {
        try {
            if (!places.tryAcquire(limits.maxQueueing().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new DecoderUnavailable("all " + limits.processes() + " decoders are busy");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DecoderUnavailable("interrupted while waiting for a decoder");
        }
    }

    private DecoderProcess start(Path spool, Excerpt excerpt) throws IOException {
        boolean maySeek = excerpt.startSeconds() == 0 || OggLength.reaches(spool, excerpt.startSeconds());
        DecoderProcess process = DecoderProcess.start(
                ffmpeg.decodeCommand(limits, sampleRateHz, excerpt, maySeek), spool, limits.wallClock(), alarms);
        running.add(process);
        if (closed) {
            process.kill(); // close() may have looked before this process was there to be seen
        }
        return process;
    }

    private void gone(DecoderProcess process) {
        running.remove(process);
        places.release();
    }

    /** Kills every decoder that still runs; their readers find the recording corrupt. */
    @Override
    public void close() {
        closed = true;
        running.forEach(DecoderProcess::kill);
    }
}
