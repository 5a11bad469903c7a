package io.otolex.service.jobs;

import io.otolex.service.jobs.store.Job;
import io.otolex.service.jobs.store.JobCursor;
import io.otolex.service.jobs.store.JobFilter;
import io.otolex.service.jobs.store.JobStatus;
import io.otolex.service.jobs.store.JobStore;
import io.otolex.service.options.Parameters;
import io.otolex.service.problems.Problem;
import io.otolex.service.uploads.RequestOptions;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One owner's jobs, page by page. */
final class JobListing {

    private static final String STATUS = "status";
    private static final String CURSOR = "cursor";
    private static final String LIMIT = "limit";
    private static final Set<String> FIELDS = Set.of(STATUS, CURSOR, LIMIT);
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 100;

    private final JobStore jobs;
    private final String owner;

    JobListing(JobStore jobs, String owner) {
        this.jobs = jobs;
        this.owner = owner;
    }

    /** One more than is shown is read, to know whether there is a next page. */
    JobList page(HttpServletRequest request) {
        var parameters = Parameters.of(RequestOptions.of(request), FIELDS);
        int limit = parameters.integer(LIMIT, DEFAULT_LIMIT, 1, MAX_LIMIT);
        var filter = new JobFilter(owner, status(parameters), cursor(parameters));
        List<Job> found = jobs.list(filter, limit + 1);
        List<Job> shown = found.subList(0, Math.min(limit, found.size()));
        return new JobList(
                shown.stream().map(JobAnswer::of).toList(),
                found.size() > limit ? JobCursor.after(shown.get(limit - 1)).text() : null);
    }

    private static Optional<JobStatus> status(Parameters given) {
        return given.text(STATUS).map(text -> Arrays.stream(JobStatus.values())
                .filter(status -> status.label().equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.invalidOption(STATUS, STATUS + " must be one of " + statuses() + ".")
                        .asException()));
    }

    private static String statuses() {
        return Arrays.stream(JobStatus.values()).map(JobStatus::label).collect(Collectors.joining(", "));
    }

    private static Optional<JobCursor> cursor(Parameters given) {
        return given.text(CURSOR).map(text -> JobCursor.parse(text)
                .orElseThrow(() -> Problem.invalidOption(CURSOR, CURSOR + " must be the next of an earlier page.")
                        .asException()));
    }
}
