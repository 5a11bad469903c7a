package io.otolex.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code otolex bulk} wrote, as those who read it see it. */
record BulkFolder(Path output) {

    /** Of all parts, which are NDJSON. */
    List<JsonNode> rows() throws IOException {
        return lines(parts(), 0);
    }

    JsonNode row(String name) throws IOException {
        return rows().stream()
                .filter(row -> file(row).endsWith("/" + name))
                .findFirst()
                .orElseThrow();
    }

    /** The files that count as done. */
    List<String> done() throws IOException {
        return lines(ledgers(), 1).stream().map(BulkFolder::file).toList();
    }

    List<Path> parts() throws IOException {
        return list(output, "shard-*");
    }

    List<Path> ledgers() throws IOException {
        return list(output.resolve("_ledger"), "*");
    }

    /** Of parts that are not complete. */
    List<Path> hidden() throws IOException {
        return list(output, ".*");
    }

    Path quarantine() throws IOException {
        List<Path> files = list(output.resolve("_quarantine"), "*");
        assertThat(files).hasSize(1);
        return files.get(0);
    }

    static String file(JsonNode row) {
        return row.path("file").asString();
    }

    private static List<JsonNode> lines(List<Path> files, int header) throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        for (Path file : files) {
            Files.readAllLines(file).stream()
                    .skip(header)
                    .map(new JsonMapper()::readTree)
                    .forEach(rows::add);
        }
        return rows;
    }

    private static List<Path> list(Path folder, String pattern) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
                files.forEach(found::add);
            }
        }
        return found;
    }
}
