package io.otolex.service.uploads;

import io.otolex.service.problems.Problem;
import io.otolex.service.problems.ProblemType;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.fileupload.MultipartStream.MalformedStreamException;
import org.apache.tomcat.util.http.fileupload.impl.IOFileUploadException;
import org.apache.tomcat.util.http.fileupload.impl.SizeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why a body could not be received: the client, the wire or our disk. */
final class BodyProblems {

    private static final Logger log = LoggerFactory.getLogger(BodyProblems.class);

    private BodyProblems() {}

    static Problem unread(IOException e) {
        if (causes(e).stream().anyMatch(SocketTimeoutException.class::isInstance)) {
            return new Problem(ProblemType.UPLOAD_TIMEOUT, "No byte arrived for too long; send the recording again.");
        }
        if (causes(e).stream().anyMatch(BadRequestException.class::isInstance)) {
            return new Problem(ProblemType.MALFORMED_REQUEST, "The chunks of the body cannot be told apart.");
        }
        return new Problem(ProblemType.INCOMPLETE_BODY, "The body ended before it was complete; send it again.");
    }

    /** The container throws much for a form; what it wraps tells whose fault it was. */
    static Problem unreadForm(Exception e, long maxBytes, Supplier<Problem> tooLarge) {
        List<Throwable> causes = causes(e);
        if (causes.stream().anyMatch(cause -> isTooLarge(cause, maxBytes))) {
            return tooLarge.get();
        }
        if (causes.stream().anyMatch(BodyProblems::isOfTheWire)) {
            return unread((IOException) e);
        }
        if (causes.stream().anyMatch(MalformedStreamException.class::isInstance)) {
            return new Problem(
                    ProblemType.INCOMPLETE_BODY, "The form ended before its closing boundary; send it again.");
        }
        if (causes.stream().anyMatch(IOFileUploadException.class::isInstance)) {
            return unstored((IOException) e);
        }
        return new Problem(
                ProblemType.MALFORMED_MULTIPART,
                "The body is not the multipart/form-data that its Content-Type header announces; let your client"
                        + " library write both, as curl does with -F file=@recording.wav.");
    }

    static Problem unstored(IOException e) {
        log.error("an upload cannot be stored: {}", e.toString());
        return new Problem(ProblemType.STORAGE_UNAVAILABLE, "The service has no room for the upload; try again later.");
    }

    /** The headers of a part have a limit too, a much smaller one, and fail in the same way. */
    private static boolean isTooLarge(Throwable cause, long maxBytes) {
        return cause instanceof SizeException size && size.getPermittedSize() >= maxBytes;
    }

    private static boolean isOfTheWire(Throwable cause) {
        return cause instanceof ClientAbortException
                || cause instanceof EOFException
                || cause instanceof SocketTimeoutException
                || cause instanceof BadRequestException;
    }

    private static List<Throwable> causes(Throwable e) {
        var causes = new ArrayList<Throwable>();
        for (Throwable next = e; next != null && !causes.contains(next); next = next.getCause()) {
            causes.add(next);
        }
        return causes;
    }
}
