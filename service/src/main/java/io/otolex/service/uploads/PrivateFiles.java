package io.otolex.service.uploads;

import java.nio.file.FileSystems;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Permissions under which nobody else on the machine reads an upload. */
final class PrivateFiles {

    static final FileAttribute<?>[] FOLDER = owner("rwx------");

    private PrivateFiles() {}

    private static FileAttribute<?>[] owner(String permissions) {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }
}
