package io.otolex.service.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One row as it is remembered for a later run. */
@JsonInclude(Include.NON_NULL)
record LedgerEntry(
        String file, @Nullable String error, @JsonUnwrapped FileKey key) {

    /** Failures that say nothing about the file. */
    private static final Set<String> PASSING = Set.of("internal-error", "decoder-unavailable", "storage-unavailable");

    static LedgerEntry of(RecordingRow row, FileKey key) {
        return new LedgerEntry(row.file(), row.error(), key);
    }

    boolean isOk() {
        return error == null;
    }

    /** Whether tagging the file again would say the same. */
    boolean stillHolds() {
        return (error == null || !PASSING.contains(error)) && key.isStillOf(Path.of(file));
    }
}
