package io.otolex.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.IntUnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Somebody's server that is told of jobs, and believes only what is signed; written after the specification alone. */
final class WebhookReceiver implements AutoCloseable {

    static final String SECRET = "whsec_"
            + Base64.getEncoder().encodeToString("0123456789abcdef01234567".getBytes(StandardCharsets.US_ASCII));

    /** One request that came. */
    record Notice(String id, long timestamp, String body, boolean isGenuine) {}

    private final List<Notice> notices = new CopyOnWriteArrayList<>();
    private final IntUnaryOperator statusOfNth;
    private final HttpServer server;

    /** @param statusOfNth what to answer the notice of this number, from 0 */
    WebhookReceiver(IntUnaryOperator statusOfNth) throws IOException {
        this.statusOfNth = statusOfNth;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::receive);
        server.start();
    }

    String url() {
        return "http://" + host() + "/hook";
    }

    String host() {
        return "localhost:" + server.getAddress().getPort();
    }

    List<Notice> notices() {
        return notices;
    }

    private synchronized void receive(HttpExchange exchange) throws IOException {
        int status = statusOfNth.applyAsInt(notices.size());
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String id = exchange.getRequestHeaders().getFirst("webhook-id");
        String timestamp = exchange.getRequestHeaders().getFirst("webhook-timestamp");
        String signature = exchange.getRequestHeaders().getFirst("webhook-signature");
        notices.add(new Notice(
                id,
                Long.parseLong(timestamp),
                body,
                signature.equals("v1," + hmac(id + "." + timestamp + "." + body))));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
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
