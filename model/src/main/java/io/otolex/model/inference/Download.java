package io.otolex.model.inference;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** Fetches one file over https into its place, whole and checked, or not at all. */
final class Download {

    /** One request, without following redirects. */
    @FunctionalInterface
    interface Web {
        HttpResponse<InputStream> get(URI uri) throws IOException, InterruptedException;
    }

    /** Enough for the float32 weights of the largest sibling, ConvNeXt V2 huge: 2.6 GB. */
    private static final long MAX_BYTES = 4_000_000_000L;

    private static final int MAX_REDIRECTS = 5;

    private final Web web;
    private final long maxBytes;

    Download(Web web, long maxBytes) {
        this.web = web;
        this.maxBytes = maxBytes;
    }

    static Download overHttps() {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER) // ours are checked, see response()
                .connectTimeout(Duration.ofSeconds(20))
                .build();
        return new Download(
                uri -> client.send(
                        HttpRequest.newBuilder(uri)
                                .timeout(Duration.ofMinutes(1))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream()),
                MAX_BYTES);
    }

    /** {@code target} appears only when all bytes are there and hash to {@code checksum}. */
    void fetch(URI from, Checksum checksum, Path target, TransferListener listener) throws IOException {
        Path directory = Files.createDirectories(target.toAbsolutePath().getParent());
        Path partial = Files.createTempFile(directory, "partial", ".tmp");
        try {
            copy(from, partial, listener);
            checksum.verify(partial);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private void copy(URI from, Path to, TransferListener listener) throws IOException {
        HttpResponse<InputStream> response = response(from);
        long total = response.headers().firstValueAsLong("Content-Length").orElse(-1);
        try (InputStream in = response.body();
                OutputStream out = Files.newOutputStream(to)) {
            byte[] buffer = new byte[1 << 16];
            long received = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                received += n;
                if (received > maxBytes) {
                    throw new IOException(from + " has more than " + maxBytes + " bytes; it is no checkpoint");
                }
                out.write(buffer, 0, n);
                listener.received(received, total);
            }
        }
    }

    /** Follows redirects, to https only: a redirect to http or to a file would leave the checksum as the only guard. */
    private HttpResponse<InputStream> response(URI from) throws IOException {
        URI uri = from;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            if (!"https".equals(uri.getScheme())) {
                throw new IOException(from + " leads to " + uri + ", which is not https");
            }
            HttpResponse<InputStream> response = get(uri);
            if (response.statusCode() == 200) {
                return response;
            }
            response.body().close();
            uri = redirect(uri, response);
        }
        throw new IOException(from + " redirects more than " + MAX_REDIRECTS + " times");
    }

    private static URI redirect(URI uri, HttpResponse<InputStream> response) throws IOException {
        int status = response.statusCode();
        String location = response.headers().firstValue("Location").orElse("");
        if (status / 100 != 3 || location.isEmpty()) {
            throw new IOException(uri + " answers with status " + status);
        }
        try {
            return uri.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new IOException(uri + " redirects to a malformed address", e);
        }
    }

    private HttpResponse<InputStream> get(URI uri) throws IOException {
        try {
            return web.get(uri);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while fetching " + uri, e);
        } catch (IOException e) { // often without a message: a refused connection says nothing but its class
            throw new IOException("cannot fetch " + uri + ": " + e, e);
        }
    }
}
