package io.otolex.service.jobs;

import io.otolex.audio.Spool;
import io.otolex.model.inference.Budget;
import io.otolex.model.inference.BudgetException;
import io.otolex.service.jobs.outbound.OutboundException;
import io.otolex.service.jobs.outbound.OutboundHttp;
import io.otolex.service.jobs.store.AudioStore;
import io.otolex.service.jobs.store.Job;
import io.otolex.service.problems.Problem;
import io.otolex.service.problems.ProblemType;
import io.otolex.service.uploads.Upload;
import io.otolex.service.uploads.Uploads;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** Brings a job's recording to this machine: from where uploads wait, or from its URL. */
final class JobAudio {

    private final AudioStore store;
    private final OutboundHttp http;
    private final Duration maxFetchTime;
    private final Uploads uploads;

    JobAudio(AudioStore store, OutboundHttp http, Duration maxFetchTime, Uploads uploads) {
        this.store = store;
        this.http = http;
        this.maxFetchTime = maxFetchTime;
        this.uploads = uploads;
    }

    /** A file that is gone when it is closed. */
    Upload open(Job job, Budget budget) throws IOException {
        URI url = job.request().url();
        return url == null ? stored(job) : fetched(url, budget);
    }

    private Upload stored(Job job) throws IOException {
        Upload file = uploads.blank();
        try {
            boolean there = store.fetch(job.id(), file.path());
            if (there && file.path().toFile().length() == job.request().audioBytes()) {
                return file;
            }
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
        file.close();
        throw new Problem(
                        ProblemType.DEADLINE_EXCEEDED,
                        "The recording was deleted before its turn came; send it again when the service is less busy.")
                .asException();
    }

    /** The transfer has a time of its own within the job's. */
    private Upload fetched(URI url, Budget job) throws IOException {
        Duration left = job.timeLeft();
        var transfer = Budget.of(left.compareTo(maxFetchTime) < 0 ? left : maxFetchTime, seconds -> {});
        job.onCancel(transfer::cancel);
        try {
            Spool spool = http.fetch(url, uploads.maxBytes(), uploads.folder(), transfer);
            return new Upload(spool.path());
        } catch (OutboundException.Refused e) {
            throw new Problem(ProblemType.URL_REFUSED, "The URL cannot be fetched: " + e.getMessage() + ".")
                    .asException();
        } catch (OutboundException e) {
            throw new Problem(ProblemType.FETCH_FAILED, "The URL cannot be fetched: " + e.getMessage() + ".")
                    .asException();
        } catch (BudgetException.Expired e) {
            job.check();
            throw new Problem(
                            ProblemType.FETCH_FAILED,
                            "The URL cannot be fetched: the transfer took more than " + maxFetchTime.toSeconds()
                                    + " s.")
                    .asException();
        }
    }
}
