package io.otolex.service.bulk;

import io.otolex.service.formats.Formats;
import io.otolex.service.formats.TagFormat;
import io.otolex.service.formats.TagsAnswer;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Files beside each recording for the programs in which people look at it, such as {@code crow.flac.audacity}.
 *
 * @param formats none for no files
 */
public record Annotations(List<TagFormat> formats) {

    public Annotations {
        formats = List.copyOf(formats);
    }

    void write(Path recording, TagsAnswer answer) throws IOException {
        for (TagFormat format : formats) {
            Path file = recording.resolveSibling(recording.getFileName() + "." + format.name());
            Path unfinished = recording.resolveSibling("." + file.getFileName() + ".tmp");
            try (Writer out = Files.newBufferedWriter(unfinished)) {
                format.to(out).finish(answer);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Whether this run or an earlier one wrote it beside a recording. */
    static boolean isAnnotation(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0
                && Formats.named(name.substring(dot + 1)).isPresent()
                && Files.exists(file.resolveSibling(name.substring(0, dot)));
    }
}
