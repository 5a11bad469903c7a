package io.otolex.service.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.otolex.service.jobs.store.Delivery;
import io.otolex.service.jobs.store.Job;
import io.otolex.service.jobs.store.JobFailure;
import io.otolex.service.problems.ProblemType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A job as its owner sees it. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(Include.NON_NULL)
record JobAnswer(
        UUID id,
        String status,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        int attempt,
        Progress progress,
        Map<String, String> options,
        @Nullable URI url,
        @Nullable Failure problem,
        @Nullable Notice webhook,
        Links links) {

    private static final int SECONDS_DIGITS = 3;
    private static final int FRACTION_DIGITS = 4;

    /**
     * How much has been scored.
     *
     * @param audioS seconds of audio
     * @param durationS of the recording, once it is known
     * @param fraction 0 to 1, once the duration is known
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(Include.NON_NULL)
    record Progress(
            BigDecimal audioS,
            @Nullable BigDecimal durationS,
            @Nullable BigDecimal fraction) {}

    /** Why it failed, in the words that {@code /v1/tags} would have used. */
    record Failure(URI type, String title, int status, String detail) {}

    /** How the notice of its end fares. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(Include.NON_NULL)
    record Notice(
            URI url,
            String id,
            String status,
            int attempts,
            @Nullable String lastOutcome) {}

    /** Where everything about it is. */
    record Links(String self, String events, String result) {}

    /** Without the fate of its notice. */
    static JobAnswer of(Job job) {
        return of(job, null);
    }

    static JobAnswer of(Job job, @Nullable Delivery delivery) {
        return new JobAnswer(
                job.id(),
                job.status().label(),
                job.createdAt(),
                job.startedAt().orElse(null),
                job.endedAt().orElse(null),
                job.attempt(),
                progress(job),
                job.request().sortedOptions(),
                job.request().url(),
                job.failure().map(JobAnswer::failure).orElse(null),
                notice(job, delivery),
                links(job.id()));
    }

    static String path(UUID id) {
        return "/v1/jobs/" + id;
    }

    private static Links links(UUID id) {
        return new Links(path(id), path(id) + "/events", path(id) + "/result");
    }

    private static Progress progress(Job job) {
        var progress = job.progress();
        return new Progress(
                rounded(progress.scoredSeconds(), SECONDS_DIGITS),
                rounded(progress.durationSeconds(), SECONDS_DIGITS),
                rounded(progress.fraction(), FRACTION_DIGITS));
    }

    private static Failure failure(JobFailure failure) {
        var type = ProblemType.ofSlug(failure.type());
        return new Failure(type.uri(), type.title(), type.status(), failure.detail());
    }

    private static @Nullable Notice notice(Job job, @Nullable Delivery delivery) {
        URI url = job.request().webhook();
        if (url == null) {
            return null;
        }
        return delivery == null
                ? new Notice(url, Delivery.idFor(job.id()), Delivery.Status.PENDING.label(), 0, null)
                : new Notice(
                        url, delivery.id(), delivery.status().label(), delivery.attempts(), delivery.lastOutcome());
    }

    private static @Nullable BigDecimal rounded(OptionalDouble value, int digits) {
        return value.isPresent() ? rounded(value.getAsDouble(), digits) : null;
    }

    private static BigDecimal rounded(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_EVEN);
    }
}
