package io.otolex.service.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** A folder with a document for each file, named after it. */
final class OutputFolder implements Documents.Place {

    private final Path folder;
    private final String extension;
    private final Set<Path> written = new HashSet<>();

    OutputFolder(Path folder, String extension) {
        this.folder = folder;
        this.extension = extension;
    }

    @Override
    public Writer open(String file) throws IOException {
        return Files.newBufferedWriter(place(file));
    }

    /** A document of an earlier run is replaced, one of this run is not: two files of one name are told apart by people. */
    Path place(String file) throws IOException {
        Files.createDirectories(folder);
        Path name = Path.of(file).getFileName();
        Path document = folder.resolve((file.equals("-") ? "standard-input" : name) + "." + extension);
        if (!written.add(document)) {
            throw new FileAlreadyExistsException(document.toString(), file, "two files have this name");
        }
        return document;
    }
}
