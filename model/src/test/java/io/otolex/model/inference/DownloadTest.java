package io.otolex.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otolex.model.checkpoint.Digests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadTest {

    private static final URI HERE = URI.create("https://a.example/model");
    private static final Checksum SUM = Checksum.sha256(Digests.sha256(bytes("weights")));

    @TempDir
    Path directory;

    private final Map<String, HttpResponse<InputStream>> web = new HashMap<>();

    @Test
    void putsACheckedFileInItsPlace() throws IOException {
        web.put(HERE.toString(), new Answer(302, "https://b.example/x", ""));
        web.put("https://b.example/x", new Answer(200, "", "weights"));
        List<Long> progress = new ArrayList<>();
        fetch((bytes, total) -> progress.add(bytes));
        assertThat(target()).hasContent("weights");
        assertThat(progress).containsExactly(7L);
        assertThat(files()).containsExactly("model.safetensors");
    }

    @Test
    void followsRelativeRedirects() throws IOException {
        web.put(HERE.toString(), new Answer(307, "/elsewhere", ""));
        web.put("https://a.example/elsewhere", new Answer(200, "", "weights"));
        fetch(TransferListener.NONE);
        assertThat(target()).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a.example/x", "file:///etc/passwd", "ftp://a.example/x"})
    void neverLeavesHttps(String location) throws IOException {
        web.put(HERE.toString(), new Answer(302, location, ""));
        assertRefused("not https");
    }

    @Test
    void leavesNothingOfAnotherFile() throws IOException {
        web.put(HERE.toString(), new Answer(200, "", "weightz"));
        assertRefused("is not the expected file");
    }

    @Test
    void stopsWhenThereIsTooMuch() throws IOException {
        web.put(HERE.toString(), new Answer(200, "", "w".repeat(1001)));
        assertRefused("more than 1000 bytes");
    }

    @Test
    void stopsGoingInCircles() throws IOException {
        web.put(HERE.toString(), new Answer(301, HERE.toString(), ""));
        assertRefused("redirects more than");
    }

    @Test
    void saysTheStatus() throws IOException {
        web.put(HERE.toString(), new Answer(404, "", "no"));
        assertRefused("status 404");
    }

    @Test
    void saysWhatCouldNotBeReached() {
        var unreachable = new Download(
                uri -> {
                    throw new ConnectException();
                },
                1000);
        assertThatThrownBy(() -> unreachable.fetch(HERE, SUM, target(), TransferListener.NONE))
                .hasMessage("cannot fetch https://a.example/model: java.net.ConnectException");
    }

    private void assertRefused(String reason) throws IOException {
        assertThatThrownBy(() -> fetch(TransferListener.NONE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(reason);
        assertThat(files()).isEmpty();
    }

    private void fetch(TransferListener listener) throws IOException {
        new Download(uri -> Objects.requireNonNull(web.get(uri.toString())), 1000).fetch(HERE, SUM, target(), listener);
    }

    private Path target() {
        return directory.resolve("deeper").resolve("model.safetensors");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("deeper"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private record Answer(int statusCode, String location, String text) implements HttpResponse<InputStream> {

        @Override
        public InputStream body() {
            return new ByteArrayInputStream(bytes(text));
        }

        @Override
        public HttpHeaders headers() {
            Map<String, List<String>> headers = location.isEmpty() ? Map.of() : Map.of("Location", List.of(location));
            return HttpHeaders.of(headers, (name, value) -> true);
        }

        @Override
        public HttpRequest request() {
            return HttpRequest.newBuilder(HERE).build();
        }

        @Override
        public Optional<HttpResponse<InputStream>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return HERE;
        }

        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }
}
