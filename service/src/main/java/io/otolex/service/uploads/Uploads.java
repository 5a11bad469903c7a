package io.otolex.service.uploads;

import io.otolex.audio.Spool;
import io.otolex.model.inference.BudgetException;
import io.otolex.service.admission.Ticket;
import io.otolex.service.metrics.ServiceMetrics;
import io.otolex.service.metrics.ServiceMetrics.Stage;
import io.otolex.service.problems.Problem;
import io.otolex.service.problems.ProblemException;
import io.otolex.service.problems.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.util.unit.DataSize;

/** Receives recordings, as a raw body or as a part of a form. */
public final class Uploads {

    private static final String PART = "file";

    private final Path folder;
    private final DataSize maxSize;
    private final ServiceMetrics metrics;

    Uploads(Path folder, DataSize maxSize, ServiceMetrics metrics) {
        this.folder = folder;
        this.maxSize = maxSize;
        this.metrics = metrics;
    }

    /** Receives a body that is the recording itself. */
    public Upload body(HttpServletRequest request) {
        if (request.getContentLengthLong() > maxSize.toBytes()) {
            throw tooLarge().asException();
        }
        return metrics.timed(Stage.RECEIVE, () -> received(openBody(request)));
    }

    /** Receives the part {@code file} of a form. */
    public Upload part(HttpServletRequest request) {
        return onlyFile(parts(request));
    }

    private Upload onlyFile(Collection<Part> parts) {
        Part part = onlyPart(parts);
        if (part.getSize() == 0) {
            throw empty().asException();
        }
        return stored(part);
    }

    /** Receives all parts {@code file} of a form, at most so many; an empty one is a recording without a sample. */
    public List<Upload> parts(HttpServletRequest request, int most) {
        List<Part> files = files(parts(request));
        if (files.size() > most) {
            throw new Problem(
                            ProblemType.TOO_MANY_FILES,
                            files.size() + " parts are named file; send at most " + most + " in one request.")
                    .asException();
        }
        if (files.isEmpty()) {
            throw missing("No part is named file");
        }
        var uploads = new ArrayList<Upload>();
        try {
            files.forEach(part -> uploads.add(stored(part)));
            return uploads;
        } catch (RuntimeException e) {
            uploads.forEach(Upload::close);
            throw e;
        }
    }

    private static List<Part> files(Collection<Part> parts) {
        return parts.stream().filter(part -> part.getName().equals(PART)).toList();
    }

    private Upload stored(Part part) {
        var upload = newUpload();
        try {
            part.write(upload.path().toString()); // a rename: the container has stored it in this folder already
            return upload;
        } catch (IOException e) {
            upload.close();
            throw BodyProblems.unstored(e).asException();
        }
    }

    /** Receives the part {@code file} of a form, if it has one. */
    public Optional<Upload> partIfAny(HttpServletRequest request) {
        Collection<Part> parts = parts(request);
        return files(parts).isEmpty() ? Optional.empty() : Optional.of(onlyFile(parts));
    }

    /** Something that writes a recording. */
    @FunctionalInterface
    public interface Writing {
        void to(OutputStream recording) throws IOException;
    }

    /** Receives a recording that is wrapped in something else. */
    public Upload unwrapped(Writing writing) {
        Upload upload = newUpload();
        try (OutputStream recording = new BufferedOutputStream(Files.newOutputStream(upload.path()))) {
            writing.to(recording);
        } catch (IOException e) {
            upload.close();
            throw BodyProblems.unstored(e).asException();
        } catch (RuntimeException e) {
            upload.close();
            throw e;
        }
        return upload;
    }

    /** An empty file of this process, for a recording that comes from elsewhere. */
    public Upload blank() {
        return newUpload();
    }

    /** Where this process keeps recordings while it works on them. */
    public Path folder() {
        return folder;
    }

    /** The most bytes of one recording. */
    public long maxBytes() {
        return maxSize.toBytes();
    }

    private static InputStream openBody(HttpServletRequest request) {
        try {
            return new RequestBody(request.getInputStream(), deadline(request));
        } catch (IOException e) {
            throw BodyProblems.unread(e).asException();
        }
    }

    private static Runnable deadline(HttpServletRequest request) {
        return Ticket.of(request)
                .<Runnable>map(ticket -> ticket.budget()::check)
                .orElse(() -> {});
    }

    private Upload received(InputStream body) {
        try {
            Spool spool = Spool.of(body, maxSize.toBytes(), folder);
            var upload = new Upload(spool.path());
            if (spool.size() == 0) {
                upload.close();
                throw empty().asException();
            }
            return upload;
        } catch (Spool.TooLarge e) {
            throw tooLarge().asException();
        } catch (IOException e) {
            throw BodyProblems.unstored(e).asException();
        }
    }

    private Upload newUpload() {
        try {
            return new Upload(Files.createTempFile(folder, "upload-", null));
        } catch (IOException e) {
            throw BodyProblems.unstored(e).asException();
        }
    }

    private Collection<Part> parts(HttpServletRequest request) {
        try {
            return metrics.timed(Stage.RECEIVE, request::getParts);
        } catch (BudgetException e) {
            throw e;
        } catch (Exception e) { // checked, unchecked and container-specific: all say that the form cannot be read
            throw BodyProblems.unreadForm(e, maxSize.toBytes(), this::tooLarge).asException();
        }
    }

    private static Part onlyPart(Collection<Part> parts) {
        List<Part> files = files(parts);
        if (files.size() != 1) {
            throw missing(files.isEmpty() ? "No part is named file" : files.size() + " parts are named file");
        }
        if (files.get(0).getSubmittedFileName() == null) {
            throw missing("The part file has no file name and was read as text");
        }
        return files.get(0);
    }

    private static ProblemException missing(String why) {
        String how = "; send one recording a request, as curl does with -F file=@recording.wav.";
        return new Problem(ProblemType.MISSING_FILE, why + how).asException();
    }

    private static Problem empty() {
        return new Problem(
                ProblemType.EMPTY_BODY, "The recording has no bytes; check the path of the file that was sent.");
    }

    private Problem tooLarge() {
        return tooLarge(maxSize);
    }

    static Problem tooLarge(DataSize maxSize) {
        return new Problem(
                ProblemType.TOO_LARGE,
                "The upload has more than " + maxSize.toBytes() + " bytes; send a shorter or a compressed recording.",
                Map.of("limit_bytes", maxSize.toBytes()));
    }
}
