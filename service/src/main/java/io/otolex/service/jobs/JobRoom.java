package io.otolex.service.jobs;

import io.otolex.service.jobs.store.AudioStore;
import io.otolex.service.jobs.store.JobRequest;
import io.otolex.service.jobs.store.JobStore;
import io.otolex.service.problems.Problem;
import io.otolex.service.problems.ProblemException;
import io.otolex.service.problems.ProblemType;
import java.time.Duration;

/** Whether there is room for one more job: in their number, in the audio that they bring, in its bytes. */
final class JobRoom {

    /*
     * Asked twice: by a request's headers, before its recording is read, and when it is known how long it is. Whoever
     * finds no audio waiting is let in, however long the recording: else the longest ones could never be.
     */

    private static final Duration COME_BACK = Duration.ofSeconds(30);

    private final JobStore jobs;
    private final AudioStore audio;
    private final int maxUnfinished;
    private final double maxQueuedSeconds;

    JobRoom(JobStore jobs, AudioStore audio, JobSettings settings) {
        this.jobs = jobs;
        this.audio = audio;
        this.maxUnfinished = settings.maxUnfinished();
        this.maxQueuedSeconds = settings.maxQueuedAudio().toMillis() / 1e3;
    }

    /**
     * Refuses what can be refused without the recording.
     *
     * @param contentLength of the request, -1 if it does not say
     */
    void requireFor(long contentLength) {
        requireNumber();
        requireSeconds(1);
        if (!audio.hasRoom(Math.max(0, contentLength))) {
            throw noBytes();
        }
    }

    /** Refuses a job whose recording is there. */
    void requireFor(JobRequest request) {
        requireNumber();
        requireSeconds(request.expectedSeconds());
    }

    private void requireNumber() {
        if (jobs.unfinished() >= maxUnfinished) {
            throw busy("There are " + maxUnfinished + " unfinished jobs already");
        }
    }

    private void requireSeconds(double seconds) {
        double waiting = jobs.unfinishedSeconds();
        if (waiting > 0 && waiting + seconds > maxQueuedSeconds) {
            throw busy("There are " + Math.round(waiting) + " s of audio in unfinished jobs, of at most "
                    + Math.round(maxQueuedSeconds) + " s");
        }
    }

    private static ProblemException busy(String why) {
        return Problem.retryLater(ProblemType.OVERLOADED, why + "; come back later.", COME_BACK)
                .asException();
    }

    static ProblemException noBytes() {
        return Problem.retryLater(
                        ProblemType.AUDIO_STORE_FULL,
                        "The recordings that wait for their jobs leave no room for this one; come back later.",
                        COME_BACK)
                .asException();
    }
}
