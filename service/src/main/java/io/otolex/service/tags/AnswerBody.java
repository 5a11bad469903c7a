package io.otolex.service.tags;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The body of a response that is opened by the first character: up to then another answer can be given. */
final class AnswerBody extends Writer {

    private static final String TEXT = "text/";

    private final HttpServletResponse response;
    private final String mediaType;
    private @Nullable Writer body;

    AnswerBody(HttpServletResponse response, String mediaType) {
        this.response = response;
        this.mediaType = mediaType;
    }

    boolean isOpen() {
        return body != null;
    }

    private Writer open() throws IOException {
        if (body == null) {
            response.setContentType(mediaType.startsWith(TEXT) ? mediaType + ";charset=utf-8" : mediaType);
            body = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
        }
        return body;
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
        open().write(characters, offset, length);
    }

    @Override
    public void flush() throws IOException {
        open().flush();
    }

    /** The container closes the response itself. */
    @Override
    public void close() throws IOException {
        flush();
    }
}
