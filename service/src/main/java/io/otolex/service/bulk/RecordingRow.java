package io.otolex.service.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.otolex.service.formats.TagsAnswer;
import io.otolex.service.problems.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What is written of one file.
 *
 * @param file as it was found
 * @param status {@code ok} or {@code failed}
 * @param error the slug of a problem's type, such as {@code decode-failed}; null if it is ok
 * @param reason in words
 * @param sha256 of the content; null if it could not be read
 * @param answer the service's, null if there is none
 */
@JsonInclude(Include.NON_NULL)
record RecordingRow(
        String file,
        String status,
        @Nullable String error,
        @Nullable String reason,
        @Nullable String sha256,
        @JsonUnwrapped @Nullable TagsAnswer answer) {

    private static final String OK = "ok";

    static RecordingRow of(String file, FileKey key, TagsAnswer answer) {
        return new RecordingRow(file, OK, null, null, key.sha256(), answer);
    }

    static RecordingRow of(String file, FileKey key, Problem problem) {
        return new RecordingRow(file, "failed", problem.type().slug(), problem.detail(), key.sha256(), null);
    }

    boolean isOk() {
        return status.equals(OK);
    }

    double audioSeconds() {
        return answer == null ? 0 : answer.input().durationS().doubleValue();
    }
}
