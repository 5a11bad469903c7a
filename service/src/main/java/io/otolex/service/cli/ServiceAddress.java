package io.otolex.service.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A running service, seen from outside.
 *
 * @param uri of what is asked
 * @param timeout of connecting, and of every wait for more of the answer
 */
record ServiceAddress(URI uri, Duration timeout) {

    /*
     * HttpURLConnection, not java.net.http: no threads and far fewer classes for the one request of a process that a
     * container starts every half minute for as long as it lives.
     */

    /** What came back. */
    record Answer(int status, String body) {

        boolean isOk() {
            return status / 100 == 2;
        }
    }

    ServiceAddress {
        if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw new IllegalArgumentException("not the address of a service: " + uri);
        }
    }

    Answer get() throws IOException {
        return answer(connection());
    }

    /** Sends a recording as the whole body. */
    Answer post(Path recording, @Nullable String apiKey) throws IOException {
        HttpURLConnection connection = connection();
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(Files.size(recording));
        connection.setRequestProperty("Content-Type", "application/octet-stream");
        if (apiKey != null) {
            connection.setRequestProperty("Authorization", "Bearer " + apiKey);
        }
        try (OutputStream body = connection.getOutputStream()) {
            Files.copy(recording, body);
        }
        return answer(connection);
    }

    private HttpURLConnection connection() throws IOException {
        var connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout((int) timeout.toMillis());
        connection.setReadTimeout((int) timeout.toMillis());
        connection.setInstanceFollowRedirects(false);
        return connection;
    }

    private static Answer answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Answer(status, body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
