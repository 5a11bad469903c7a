package io.otolex.service.jobs.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.otolex.audio.Spool;
import io.otolex.model.inference.Budget;
import io.otolex.model.inference.BudgetException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class OutboundHttpTest {

    private static final int MAX_BYTES = 1000;

    @TempDir
    Path folder;

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;
    private int port;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        port = server.getAddress().getPort();
        on("/sound", exchange -> answer(exchange, 200, "x".repeat(MAX_BYTES)));
        server.start();
    }

    @AfterEach
    void nothingIsLeftBehind() {
        server.stop(0);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void fetchesWhatMayBeFetched() throws Exception {
        try (OutboundHttp http = local();
                Spool spool = http.fetch(url("/sound"), MAX_BYTES, folder, Budget.unlimited())) {
            assertThat(Files.size(spool.path())).isEqualTo(MAX_BYTES);
        }
    }

    @Test
    void aHostWithAPrivateAddressIsNotEvenAsked() {
        for (String host : List.of("127.0.0.1", "localhost", "2130706433", "[::1]", "[::ffff:127.0.0.1]")) {
            var strict = Destinations.of(List.of("*:" + port), List.of(), InetAddress::getAllByName);

            assertRefused(strict, "http://" + host + ":" + port + "/sound", "no public address");
        }
        assertThat(asked).hasValue(0);
    }

    @Test
    void aNameThatChangesItsAddressIsLookedUpOnceAndConnectedToThere() throws Exception {
        var lookups = new AtomicInteger();
        NameResolver rebinding = host -> new InetAddress[] {
            lookups.getAndIncrement() == 0 ? loopback() : InetAddress.getByAddress(new byte[] {10, 0, 0, 1})
        };
        var permitsLoopback = Destinations.of(List.of("a.test:" + port), List.of("127.0.0.0/8"), rebinding);

        try (var http = new OutboundHttp(permitsLoopback);
                Spool spool = http.fetch(
                        URI.create("http://a.test:" + port + "/sound"), MAX_BYTES, folder, Budget.unlimited())) {
            assertThat(spool.size()).isEqualTo(MAX_BYTES);
            assertThat(lookups).hasValue(1);
        }
    }

    @Test
    void aNameThatTurnsPrivateBetweenARedirectAndItsTargetIsRefused() {
        on("/moved", exchange -> redirect(exchange, "/sound"));
        var lookups = new AtomicInteger();
        NameResolver rebinding = host -> new InetAddress[] {
            InetAddress.getByAddress(host, new byte[] {127, 0, 0, (byte) (lookups.getAndIncrement() == 0 ? 1 : 2)})
        };
        var onlyTheFirst = Destinations.of(List.of("a.test:" + port), List.of("127.0.0.1/32"), rebinding);

        assertRefused(onlyTheFirst, "http://a.test:" + port + "/moved", "no public address");
        assertThat(asked).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://other.test/x",
                "http://127.0.0.1/x",
                "//other.test/x",
                "http://localhost:1/x",
                "https://localhost/x",
                "file:///etc/passwd",
                "http://user@other.test/x"
            })
    void aRedirectToAnotherHostIsRefused(String location) {
        on("/moved", exchange -> redirect(exchange, location));

        assertRefused(permissive(), "http://localhost:" + port + "/moved", "redirects to another host");
    }

    @Test
    void aRedirectOnTheSameHostIsFollowedButNotForEver() throws Exception {
        on("/moved", exchange -> redirect(exchange, "/sound"));
        on("/circle", exchange -> redirect(exchange, "/circle"));
        try (OutboundHttp http = local()) {
            http.fetch(url("/moved"), MAX_BYTES, folder, Budget.unlimited()).close();
        }
        asked.set(0);

        assertFailed(permissive(), "/circle", "redirects more than");
        assertThat(asked).hasValue(4);
    }

    @Test
    void whatIsTooLargeIsNotKeptAnnouncedOrNot() {
        on("/announced", exchange -> answer(exchange, 200, "x".repeat(MAX_BYTES + 1)));
        on("/chunked", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(new byte[MAX_BYTES + 1]);
            }
        });

        assertFailed(permissive(), "/announced", "more than 1000 bytes");
        assertFailed(permissive(), "/chunked", "more than 1000 bytes");
    }

    @Test
    void anythingButARecordingIsAFailure() {
        on("/secret", exchange -> answer(exchange, 403, "secret words"));
        on("/short", exchange -> {
            exchange.sendResponseHeaders(200, 500);
            exchange.getResponseBody().write(new byte[10]);
            exchange.close();
        });

        assertFailed(permissive(), "/secret", "answered 403");
        assertFailed(permissive(), "/short", "broke off");
    }

    @Test
    void aHostThatDripsIsLeftAtTheDeadline() {
        on("/drip", OutboundHttpTest::drip);
        long start = System.nanoTime();

        assertThatThrownBy(() -> {
                    try (OutboundHttp http = local()) {
                        http.fetch(url("/drip"), MAX_BYTES, folder, Budget.of(Duration.ofMillis(500), seconds -> {}));
                    }
                })
                .isInstanceOfAny(BudgetException.Expired.class, OutboundException.Failed.class);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aCancelledTransferEndsAtOnce() {
        on("/drip", OutboundHttpTest::drip);
        Budget budget = Budget.unlimited();
        CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS).execute(budget::cancel);

        assertThatThrownBy(() -> {
                    try (OutboundHttp http = local()) {
                        http.fetch(url("/drip"), MAX_BYTES, folder, budget);
                    }
                })
                .isInstanceOf(BudgetException.Cancelled.class);
    }

    @Test
    void aNoticeIsPostedWithItsHeadersAndARedirectIsNoDelivery() throws Exception {
        on(
                "/hook",
                exchange -> answer(
                        exchange,
                        exchange.getRequestHeaders().containsKey("Webhook-id")
                                        && new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                                                .equals("{}")
                                ? 204
                                : 400,
                        ""));
        on("/moved", exchange -> redirect(exchange, "/hook"));
        try (OutboundHttp http = local()) {
            var headers = Map.of("webhook-id", "1");

            assertThat(http.post(url("/hook"), headers, new byte[] {'{', '}'}, Duration.ofSeconds(5)))
                    .isEqualTo(204);
            assertThat(http.post(url("/moved"), headers, new byte[0], Duration.ofSeconds(5)))
                    .isEqualTo(302);
        }
    }

    private OutboundHttp local() {
        return new OutboundHttp(permissive());
    }

    private Destinations permissive() {
        return Destinations.of(List.of("*:" + port), List.of("127.0.0.0/8"), host -> new InetAddress[] {loopback()});
    }

    private static InetAddress loopback() throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    private void assertRefused(Destinations destinations, String url, String reason) {
        assertThatThrownBy(() -> fetch(destinations, URI.create(url)))
                .isInstanceOf(OutboundException.Refused.class)
                .hasMessageContaining(reason);
    }

    private void assertFailed(Destinations destinations, String path, String reason) {
        assertThatThrownBy(() -> fetch(destinations, url(path)))
                .isInstanceOf(OutboundException.Failed.class)
                .hasMessageContaining(reason);
    }

    private void fetch(Destinations destinations, URI url) throws IOException {
        try (var http = new OutboundHttp(destinations)) {
            http.fetch(url, MAX_BYTES, folder, Budget.unlimited()).close();
        }
    }

    private URI url(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private void on(String path, Handler handler) {
        server.createContext(path, exchange -> {
            asked.incrementAndGet();
            handler.handle(exchange);
        });
    }

    private static void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, MAX_BYTES);
        for (int i = 0; i < MAX_BYTES; i++) {
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().set("Location", location);
        answer(exchange, 302, "");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.sendResponseHeaders(status, body.isEmpty() ? -1 : body.length());
        exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
        exchange.close();
    }
}
