package io.otolex.service.bulk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one part holds; the part counts because this file is there. Written last, removed first.
 *
 * @param terms of the run that wrote the part
 * @param entries a row each
 */
record Ledger(RunTerms terms, List<LedgerEntry> entries) {

    private static final JsonMapper JSON = new JsonMapper();

    Ledger {
        entries = List.copyOf(entries);
    }

    /** The terms, then an entry a line. */
    void write(Path file) throws IOException {
        Files.write(
                file,
                Stream.concat(Stream.of(terms), entries.stream())
                        .map(JSON::writeValueAsString)
                        .toList());
    }

    static Ledger read(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            List<String> all = lines.toList();
            return new Ledger(
                    JSON.readValue(all.get(0), RunTerms.class),
                    all.stream()
                            .skip(1)
                            .map(line -> JSON.readValue(line, LedgerEntry.class))
                            .toList());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Whether every row would be the same today. */
    boolean stillHolds() {
        return entries.stream().allMatch(LedgerEntry::stillHolds);
    }
}
