package io.otolex.model.inference;

import io.otolex.model.checkpoint.Checkpoint;
import io.otolex.model.checkpoint.CheckpointException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The checkpoints of this machine: the one in the jar, files, and what was downloaded.
 *
 * @param directory of downloads, {@code CHECKSUM/FILE}
 * @param download how a missing one is fetched
 */
record CheckpointStore(Path directory, Download download) {

    /** The model that answers when nothing is configured; it is replaced by a better one under the same name. */
    static final String EMBEDDED = "/io/otolex/model/embedded/otolex.safetensors";

    /** Fetches a remote checkpoint that is not here yet; everything else needs nothing. */
    void fetch(ModelSource source, TransferListener listener) throws IOException {
        if (source instanceof ModelSource.Remote remote && !Files.exists(place(remote))) {
            download.fetch(remote.download(), remote.checksum(), place(remote), listener);
        }
    }

    /**
     * The network of a source, checked.
     *
     * @throws IOException if the file is missing, is not the one that was asked for, or does not fit
     */
    NamedNetwork open(ModelSource source) throws IOException {
        Checkpoint checkpoint = read(source);
        if (source instanceof ModelSource.LocalFile file) {
            return NamedNetwork.of(
                    checkpoint, file.facts(), stem(file.path().getFileName().toString()));
        }
        return source instanceof ModelSource.Remote remote
                ? NamedNetwork.of(checkpoint, remote.facts(), stem(remote.fileName()))
                : NamedNetwork.of(checkpoint, Facts.NONE, "embedded").assured();
    }

    /**
     * The tensors of a source, whatever they are.
     *
     * @throws IOException if the file is missing or is not the one that was asked for
     */
    Checkpoint read(ModelSource source) throws IOException {
        if (source instanceof ModelSource.LocalFile file) {
            return local(file.path());
        }
        return source instanceof ModelSource.Remote remote ? fetched(remote) : embedded();
    }

    private static Checkpoint embedded() throws IOException {
        try (InputStream in = CheckpointStore.class.getResourceAsStream(EMBEDDED)) {
            if (in == null) {
                throw new CheckpointException("this build has no embedded model; name one as otolex.model.source");
            }
            return Checkpoint.read(in.readAllBytes());
        }
    }

    private static Checkpoint local(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString(), null, "no such checkpoint");
        }
        return Checkpoint.read(file);
    }

    private Checkpoint fetched(ModelSource.Remote remote) throws IOException {
        Path file = place(remote);
        if (!Files.exists(file)) {
            throw new NoSuchFileException(
                    remote.setting(), null, "not downloaded yet; run: otolex model import " + remote.setting());
        }
        remote.checksum().verify(file);
        return Checkpoint.read(file);
    }

    private Path place(ModelSource.Remote remote) {
        return directory.resolve(remote.checksum().hex()).resolve(remote.fileName());
    }

    private static String stem(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot <= 0 ? fileName : fileName.substring(0, dot);
    }
}
