package io.otolex.service.bulk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of one shard's parts.
 *
 * @param output shared by all shards
 * @param shard whose parts these are
 */
record PartFolder(Path output, Shard shard) {

    private static final String LEDGER = ".ndjson";

    /** Makes the folders, and removes what a run that was cut short left of this shard. */
    void tidy() throws IOException {
        Files.createDirectories(ledgers());
        Files.createDirectories(quarantine());
        for (Path file : list(output, "." + shard.prefix() + "*")) {
            Files.delete(file);
        }
        for (Path file : list(output, shard.prefix() + "*")) {
            if (!Files.exists(ledgers().resolve(stem(file) + LEDGER))) {
                remove(stem(file));
            }
        }
    }

    private Path ledgers() {
        return output.resolve("_ledger");
    }

    private Path quarantine() {
        return output.resolve("_quarantine");
    }

    /** Of this shard, in the order in which they were written. */
    List<Path> ledgerFiles() throws IOException {
        List<Path> files = list(ledgers(), shard.prefix() + "*" + LEDGER);
        Collections.sort(files);
        return files;
    }

    int nextNumber() throws IOException {
        List<Path> files = ledgerFiles();
        if (files.isEmpty()) {
            return 0;
        }
        String last = stem(files.get(files.size() - 1));
        return 1 + Integer.parseInt(last.substring(last.lastIndexOf('-') + 1));
    }

    /** Where a part is written until it is complete. */
    Path hidden(String part) {
        return output.resolve("." + shard.prefix() + part + ".tmp");
    }

    /** Makes a part that has been written count. */
    void publish(String part, String extension, List<RecordingRow> failed, Ledger ledger) throws IOException {
        String stem = shard.prefix() + part;
        rename(hidden(part), output.resolve(stem + "." + extension));
        if (!failed.isEmpty()) {
            Files.write(hidden(part), failed.stream().map(PartFolder::line).toList());
            rename(hidden(part), quarantine().resolve(stem + ".tsv"));
        }
        ledger.write(hidden(part));
        rename(hidden(part), ledgers().resolve(stem + LEDGER));
    }

    /** A manifest again: a tab ends the name. */
    private static String line(RecordingRow row) {
        return String.join("\t", clean(row.file()), clean(row.error()), clean(row.reason()));
    }

    private static String clean(@Nullable String text) {
        return String.valueOf(text).replaceAll("\\p{Cntrl}", "?");
    }

    /** On the disk before it has its name: a power cut must not leave an empty file that counts. */
    private static void rename(Path from, Path to) throws IOException {
        try (FileChannel file = FileChannel.open(from, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Takes a part back, ledger first. */
    void remove(Path ledger) throws IOException {
        remove(stem(ledger));
    }

    private void remove(String stem) throws IOException {
        Files.deleteIfExists(ledgers().resolve(stem + LEDGER));
        Files.deleteIfExists(quarantine().resolve(stem + ".tsv"));
        for (Path file : list(output, stem + ".*")) {
            Files.delete(file);
        }
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.indexOf('.'));
    }

    private static List<Path> list(Path folder, String pattern) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
            List<Path> found = new ArrayList<>();
            files.forEach(found::add);
            return found;
        }
    }
}
