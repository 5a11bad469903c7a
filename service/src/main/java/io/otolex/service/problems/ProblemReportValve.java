package io.otolex.service.problems;

import java.io.IOException;
import java.util.Objects;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** What Tomcat refuses before any servlet sees it (a broken request line, a header too long), as a problem. */
final class ProblemReportValve extends ErrorReportValve {

    private static final String BODY =
            "{\"type\":\"%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%2$s.\",\"instance\":\"/\"}";

    private static final String ERROR = "{\"error\":\"%2$s.\"}";

    /** Of garbage, none is known. */
    private static String addressOf(Request request) {
        return Objects.requireNonNullElse(request.getRequestURI(), "");
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable fault) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        ProblemType type = ProblemType.ofStatus(status);
        try {
            boolean foreign = ForeignDoors.leadsTo(addressOf(request));
            response.setContentType(
                    foreign ? MediaType.APPLICATION_JSON_VALUE : MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getReporter().write((foreign ? ERROR : BODY).formatted(type.uri(), type.title(), status));
            response.finishResponse();
        } catch (IOException | IllegalStateException gone) {
            containerLog(gone);
        }
    }

    private void containerLog(Exception gone) {
        if (getContainer() != null) {
            getContainer().getLogger().debug("nobody is there to read the problem", gone);
        }
    }
}
