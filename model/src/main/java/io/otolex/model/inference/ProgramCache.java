package io.otolex.model.inference;

import io.otolex.model.checkpoint.Digests;
import io.otolex.model.program.FrozenProgram;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compiled programs on disk.
 *
 * @param directory of {@code DIGEST-PRECISION-eVERSION.pt}, each with its sha256 beside it
 */
record ProgramCache(Path directory) {

    /*
     * Compiling is deterministic, so that two processes that write the same entry write the same bytes, and files appear
     * by renaming, so that nobody reads half of one. What a crash or a bad disk left behind does not match its sha256
     * and is written again. A directory that cannot be written to costs time, not the start: the program then goes
     * to a temporary file.
     */

    private static final Logger LOG = LoggerFactory.getLogger(ProgramCache.class);

    /** A program to load; whoever loads a temporary one deletes it. */
    record Entry(Path program, boolean temporary) {}

    Entry get(NamedNetwork model, Precision precision) throws IOException {
        Path program = directory.resolve(
                model.digest() + model.facts() + "-" + precision + "-e" + FrozenProgram.EMITTER_VERSION + ".pt");
        if (isIntact(program)) {
            return new Entry(program, false);
        }
        try {
            write(model, precision, program);
            return new Entry(program, false);
        } catch (IOException e) {
            LOG.warn("{} cannot be written ({}); compiling again at every start", program, e.toString());
            return new Entry(temporary(model, precision), true);
        }
    }

    private static boolean isIntact(Path program) {
        try {
            return Files.exists(program) && Files.readString(digestOf(program)).equals(Digests.sha256(program));
        } catch (IOException e) {
            return false;
        }
    }

    private static Path digestOf(Path program) {
        return program.resolveSibling(program.getFileName() + ".sha256");
    }

    private void write(NamedNetwork model, Precision precision, Path program) throws IOException {
        Files.createDirectories(directory);
        Path partial = Files.createTempFile(directory, "program", ".tmp");
        Path digest = Files.createTempFile(directory, "digest", ".tmp");
        try {
            compile(model, precision, partial);
            Files.writeString(digest, Digests.sha256(partial));
            Files.move(partial, program, StandardCopyOption.ATOMIC_MOVE);
            Files.move(digest, digestOf(program), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
            Files.deleteIfExists(digest);
        }
    }

    private static Path temporary(NamedNetwork model, Precision precision) throws IOException {
        Path program = Files.createTempFile("otolex", ".pt");
        compile(model, precision, program);
        return program;
    }

    static void compile(NamedNetwork model, Precision precision, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            model.network().frozen().write(out, precision == Precision.BFLOAT16);
        }
    }
}
