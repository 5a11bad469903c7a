package io.otolex.service.problems;

import java.net.URI;
import java.util.Arrays;

/** Everything that can go wrong, with the name that clients may rely on. */
public enum ProblemType {
    MALFORMED_REQUEST("malformed-request", 400, "The request cannot be read"),
    INVALID_OPTION("invalid-option", 400, "An option is unknown or out of range"),
    EMPTY_BODY("empty-body", 400, "Nothing was sent"),
    INCOMPLETE_BODY("incomplete-body", 400, "The upload ended early"),
    MALFORMED_MULTIPART("malformed-multipart", 400, "The multipart body cannot be read"),
    MISSING_FILE("missing-file", 400, "There must be exactly one part named file"),
    TOO_MANY_FILES("too-many-files", 400, "There are too many files in one request"),
    UNAUTHENTICATED("unauthenticated", 401, "Credentials are missing or not valid"),
    FORBIDDEN("forbidden", 403, "This is not permitted"),
    NOT_FOUND("not-found", 404, "There is nothing here"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "This method is not possible here"),
    NOT_ACCEPTABLE("not-acceptable", 406, "The answer has no such format"),
    NO_RESULT("no-result", 409, "The job has no result"),
    UPLOAD_TIMEOUT("upload-timeout", 408, "The upload stood still for too long"),
    TOO_LARGE("too-large", 413, "The upload is too large"),
    UNSUPPORTED_MEDIA("unsupported-media", 415, "This is not audio that can be read here"),
    NO_AUDIO("no-audio", 422, "The recording holds no sound"),
    DECODE_FAILED("decode-failed", 422, "The recording cannot be decoded"),
    AUDIO_TOO_LONG("audio-too-long", 422, "The recording is too long"),
    AUDIO_TOO_EXPENSIVE("audio-too-expensive", 422, "The recording takes too much to decode"),
    URL_REFUSED("url-refused", 422, "This address may not be asked"),
    FETCH_FAILED("fetch-failed", 422, "The recording cannot be fetched"),
    IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", 422, "The key belongs to another request"),
    QUOTA_EXCEEDED("quota-exceeded", 429, "The client's quota is used up", Outcome.REJECTED_QUOTA),
    INTERNAL_ERROR("internal-error", 500, "The service failed", Outcome.ERROR),
    OVERLOADED("overloaded", 503, "The service is busy", Outcome.REJECTED_FULL),
    DEADLINE_EXCEEDED("deadline-exceeded", 504, "The request was not done in time", Outcome.EXPIRED),
    DECODER_UNAVAILABLE("decoder-unavailable", 503, "The decoder cannot run", Outcome.ERROR),
    ISSUER_UNAVAILABLE("issuer-unavailable", 503, "Tokens cannot be checked", Outcome.ERROR),
    JOBS_UNAVAILABLE("jobs-unavailable", 503, "Jobs cannot be reached", Outcome.ERROR),
    STORAGE_UNAVAILABLE("storage-unavailable", 503, "The upload cannot be stored", Outcome.ERROR),
    AUDIO_STORE_FULL("audio-store-full", 507, "There is no room for more jobs", Outcome.REJECTED_FULL);

    private final String slug;
    private final int status;
    private final String title;
    private final Outcome outcome;

    ProblemType(String slug, int status, String title) {
        this(slug, status, title, Outcome.BAD_INPUT);
    }

    ProblemType(String slug, int status, String title, Outcome outcome) {
        this.slug = slug;
        this.status = status;
        this.title = title;
        this.outcome = outcome;
    }

    /** The type for a failure of which only the status is known. */
    public static ProblemType ofStatus(int status) {
        return Arrays.stream(values())
                .filter(type -> type.status == status)
                .findFirst()
                .orElse(status < 500 ? MALFORMED_REQUEST : INTERNAL_ERROR);
    }

    /** The type of this name. */
    public static ProblemType ofSlug(String slug) {
        return Arrays.stream(values())
                .filter(type -> type.slug.equals(slug))
                .findFirst()
                .orElse(INTERNAL_ERROR);
    }

    public URI uri() {
        return URI.create("/problems/" + slug);
    }

    /** The last part of its URI. */
    public String slug() {
        return slug;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public Outcome outcome() {
        return outcome;
    }
}
