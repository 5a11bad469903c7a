package io.otolex.service.jobs;

import io.otolex.service.formats.TagsAnswer;
import io.otolex.service.jobs.JobSubmissions.Submitted;
import io.otolex.service.jobs.store.DeliveryStore;
import io.otolex.service.jobs.store.Job;
import io.otolex.service.jobs.store.JobResults;
import io.otolex.service.jobs.store.JobStatus;
import io.otolex.service.jobs.store.JobStore;
import io.otolex.service.problems.Problem;
import io.otolex.service.problems.ProblemType;
import io.otolex.service.tags.TagWork;
import io.otolex.service.uploads.PostRecording;
import io.otolex.service.uploads.Uploads;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/** Jobs over HTTP. A job of somebody else is as absent as one that never was. */
@RestController
@RequestMapping("/v1/jobs")
@ConditionalOnProperty(name = "otolex.jobs.enabled", matchIfMissing = true)
class JobsController {

    private static final String SOON = "1";

    private final JobForm form;
    private final JobIntake intake;
    private final JobStore jobs;
    private final JobEnds ends;
    private final RunningJobs running;
    private final JobResults results;
    private final DeliveryStore deliveries;
    private final JobStreams streams;
    private final Uploads uploads;
    private final TagWork tagging;
    private final JsonMapper json;

    JobsController(
            JobForm form,
            JobIntake intake,
            JobStore jobs,
            JobEnds ends,
            RunningJobs running,
            JobResults results,
            DeliveryStore deliveries,
            JobStreams streams,
            Uploads uploads,
            TagWork tagging,
            JsonMapper json) {
        this.form = form;
        this.intake = intake;
        this.jobs = jobs;
        this.ends = ends;
        this.running = running;
        this.results = results;
        this.deliveries = deliveries;
        this.streams = streams;
        this.uploads = uploads;
        this.tagging = tagging;
        this.json = json;
    }

    /** The recording is the part {@code file} of a form, or its field {@code url} says where it is. */
    @PostMapping(consumes = {MediaType.MULTIPART_FORM_DATA_VALUE, MediaType.APPLICATION_FORM_URLENCODED_VALUE})
    ResponseEntity<JobAnswer> submitForm(HttpServletRequest request, HttpServletResponse response) {
        return accepted(intake.take(
                request, response, () -> isMultipart(request) ? uploads.partIfAny(request) : Optional.empty()));
    }

    /** The recording is the body; everything else is in the query, and looked at before a byte is read. */
    @PostRecording
    ResponseEntity<JobAnswer> submitBody(HttpServletRequest request, HttpServletResponse response) {
        form.check(request);
        return accepted(intake.take(request, response, () -> Optional.of(uploads.body(request))));
    }

    private static boolean isMultipart(HttpServletRequest request) {
        return request.getContentType().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    private ResponseEntity<JobAnswer> accepted(Submitted submitted) {
        var answer = ResponseEntity.accepted()
                .location(URI.create(JobAnswer.path(submitted.job().id())))
                .header(HttpHeaders.RETRY_AFTER, SOON);
        if (!submitted.isNew()) {
            answer.header("Idempotency-Replayed", "true");
        }
        return answer.body(answer(submitted.job()));
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    JobList list(HttpServletRequest request) {
        return new JobListing(jobs, form.owner(request)).page(request);
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<JobAnswer> job(@PathVariable String id, HttpServletRequest request) {
        Job job = mine(id, request);
        var answer = ResponseEntity.ok();
        if (!job.status().isEnd()) {
            answer.header(HttpHeaders.RETRY_AFTER, SOON);
        }
        return answer.body(answer(job));
    }

    /** In whatever format is accepted, as often as it is asked for. */
    @GetMapping("/{id}/result")
    void result(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Job job = mine(id, request);
        byte[] found = results.read(job.id()).orElseThrow(() -> noResult(job).asException());
        var kept = json.readValue(found, TagsAnswer.class);
        tagging.answer(kept, job.request().options(), request, response);
    }

    @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> events(@PathVariable String id, HttpServletRequest request) {
        return streams.open(mine(id, request), request);
    }

    /** Cancels a job that has not ended; deletes one that has. */
    @DeleteMapping("/{id}")
    ResponseEntity<JobAnswer> end(@PathVariable String id, HttpServletRequest request) {
        UUID job = mine(id, request).id();
        if (ends.cancel(job)) {
            running.cancel(job);
            return ResponseEntity.ok(answer(mine(id, request)));
        }
        jobs.delete(job);
        return ResponseEntity.noContent().build();
    }

    private JobAnswer answer(Job job) {
        return JobAnswer.of(job, deliveries.find(job.id()).orElse(null));
    }

    private Job mine(String id, HttpServletRequest request) {
        return parsed(id)
                .flatMap(jobs::find)
                .filter(job -> job.request().owner().equals(form.owner(request)))
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such job; it may have been deleted.")
                        .asException());
    }

    private static Optional<UUID> parsed(String id) {
        try {
            return id.length() == 36 ? Optional.of(UUID.fromString(id)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Problem noResult(Job job) {
        String why = job.status() == JobStatus.FAILED
                ? "The job failed; see its problem at " + JobAnswer.path(job.id()) + "."
                : "The job is " + job.status().label() + ".";
        return new Problem(
                ProblemType.NO_RESULT, why, Map.of("job_status", job.status().label()));
    }
}
