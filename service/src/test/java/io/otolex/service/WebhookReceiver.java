package io.otolex.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.IntUnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Somebody's server that is told of jobs, and believes only what is signed; written after the specification alone. */
final class WebhookReceiver implements AutoCloseable {

    static final String SECRET = "whsec_"
            + Base64.getEncoder().encodeToString("0123456789abcdef01234567".getBytes(StandardCharsets.US_ASCII));

    /** As a status: the connection is held until its sender leaves. */
    static final int SILENCE = 0;

    private static final String ELSEWHERE = "/elsewhere";

    /** One request that came. */
    record Notice(String id, long timestamp, String body, boolean isGenuine, long nanos) {

        Duration until(Notice next) {
            return Duration.ofNanos(next.nanos - nanos);
        }
    }

    private final Map<String, List<Notice>> notices = new ConcurrentHashMap<>();
    private final HttpServer server;

    WebhookReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        address(ELSEWHERE, nth -> 204);
        server.start();
    }

    /** A new URL; the notice of each number, from 0, is answered with the status that is given for it. */
    String address(IntUnaryOperator statusOfNth) {
        return address("/hook" + notices.size(), statusOfNth);
    }

    private String address(String path, IntUnaryOperator statusOfNth) {
        List<Notice> come = new CopyOnWriteArrayList<>();
        notices.put(path, come);
        server.createContext(path, exchange -> receive(exchange, come, statusOfNth));
        return "http://" + host() + path;
    }

    String host() {
        return "localhost:" + server.getAddress().getPort();
    }

    /** What came to an address. */
    List<Notice> notices(String address) {
        return notices.getOrDefault(address.substring(address.lastIndexOf('/')), List.of());
    }

    /** What came to where redirects lead. */
    List<Notice> redirected() {
        return notices(ELSEWHERE);
    }

    private static void receive(HttpExchange exchange, List<Notice> come, IntUnaryOperator statusOfNth)
            throws IOException {
        Notice notice = notice(exchange);
        int status;
        synchronized (come) {
            status = statusOfNth.applyAsInt(come.size());
            come.add(notice);
        }
        if (status == SILENCE) {
            pause();
        }
        exchange.getResponseHeaders().set("Location", ELSEWHERE);
        exchange.sendResponseHeaders(status == SILENCE ? 204 : status, -1);
        exchange.close();
    }

    private static Notice notice(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String id = header(exchange, "webhook-id");
        String timestamp = header(exchange, "webhook-timestamp");
        boolean genuine = header(exchange, "webhook-signature").equals("v1," + hmac(id + "." + timestamp + "." + body));
        return new Notice(id, Long.parseLong(timestamp), body, genuine, System.nanoTime());
    }

    private static String header(HttpExchange exchange, String name) {
        return String.valueOf(exchange.getRequestHeaders().getFirst(name));
    }

    private static void pause() {
        try {
            Thread.sleep(3000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String hmac(String content) {
        try {
            byte[] key = Base64.getDecoder().decode(SECRET.substring("whsec_".length()));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
