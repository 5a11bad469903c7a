package io.otolex.service.bulk;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Visits the files below a folder, through links too; hidden ones, the output and our own annotations are left out. */
final class FolderWalk extends SimpleFileVisitor<Path> {

    private final Input.Folder folder;
    private final Path output;
    private final Input.Sink sink;

    private FolderWalk(Input.Folder folder, Input.Sink sink) {
        this.folder = folder;
        this.output = folder.output().toAbsolutePath().normalize();
        this.sink = sink;
    }

    static void each(Input.Folder folder, Input.Sink sink) throws IOException {
        Files.walkFileTree(
                folder.root(), Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new FolderWalk(folder, sink));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        boolean skipped = directory.toAbsolutePath().normalize().equals(output)
                || (isHidden(directory) && !directory.equals(folder.root()));
        return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        boolean ours = isHidden(file) || !folder.wanted().test(file) || Annotations.isAnnotation(file);
        return ours || sink.take(file.toString()) ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    /** A folder that cannot be listed has a row, too. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException reason) throws IOException {
        return sink.take(file.toString()) ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException reason) {
        return FileVisitResult.CONTINUE;
    }

    private static boolean isHidden(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.startsWith(".") && !name.equals(".") && !name.equals("..");
    }
}
