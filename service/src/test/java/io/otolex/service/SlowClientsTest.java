package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.test.context.TestPropertySource;

/** Clients that send a byte now and then, for ever. */
@Timeout(60)
@TestPropertySource(
        properties = {
            "otolex.linger.time=4s",
            "otolex.linger.idle=4s",
            "otolex.linger.concurrent=3",
            "server.tomcat.threads.max=8",
            "server.tomcat.threads.min-spare=8"
        })
class SlowClientsTest extends ServiceWithFakeEngine {

    private static final String FORM = "multipart/form-data; boundary=x";
    private static final String PART =
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n\r\nsound";

    @Test
    void theDeadlineOfAFormHoldsWhileItArrives() throws Exception {
        try (var socket = new Socket("localhost", port)) {
            send(socket, head("/v1/tags", FORM, 100_000, "X-Request-Timeout-Ms: 600\r\n") + PART);
            drip(socket, 30);

            assertThat(answer(socket)).startsWith("HTTP/1.1 504").contains("/problems/deadline-exceeded");
        }
    }

    @Test
    void theDeadlineOfARawBodyHoldsWhileItArrives() throws Exception {
        try (var socket = new Socket("localhost", port)) {
            send(socket, head("/v1/tags", "audio/wav", 100_000, "X-Request-Timeout-Ms: 600\r\n"));
            drip(socket, 30);

            assertThat(answer(socket)).startsWith("HTTP/1.1 504").contains("/problems/deadline-exceeded");
        }
    }

    @Test
    void whoeverSendsOnAfterARefusalIsListenedToOnlySoLong() throws Exception {
        try (var socket = new Socket("localhost", port)) {
            long start = System.nanoTime();
            send(socket, head("/v1/tags?nonsense=1", "audio/wav", 900_000, ""));

            assertThat(secondsUntilClosed(socket, start)).isBetween(3.5, 15.0);
        }
    }

    @Test
    void refusedClientsThatSendOnLeaveThreadsForOthers() throws Exception {
        List<Socket> refused = new ArrayList<>();
        long start = System.nanoTime();
        try {
            for (int i = 0; i < 30; i++) { // more than there are threads
                var socket = new Socket("localhost", port);
                refused.add(socket);
                send(socket, head("/v1/tags?nonsense=1", "audio/wav", 900_000, ""));
            }
            assertThat(postAudio("/v1/tags", "sound").statusCode()).isEqualTo(200);
            assertThat(System.nanoTime() - start).isLessThan(4_000_000_000L); // nobody's lingering has ended by then
        } finally {
            for (Socket socket : refused) {
                socket.close();
            }
        }
    }

    @Test
    void aConnectionServesItsNextRequestAfterARefusalThatWasReadToItsEnd() throws Exception {
        try (var socket = new Socket("localhost", port)) {
            send(socket, head("/v1/nothing", "audio/wav", 50_000, "") + "s".repeat(50_000)); // a 400 would close it
            send(socket, head("/v1/tags", "audio/wav", 5, "Connection: close\r\n") + "sound");

            assertThat(answer(socket)).startsWith("HTTP/1.1 404").contains("HTTP/1.1 200");
        }
    }

    private static String head(String path, String type, int bytes, String more) {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + type + "\r\nContent-Length: " + bytes
                + "\r\n" + more + "\r\n";
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.setTcpNoDelay(true);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A byte every 100 ms, until nobody takes them. */
    private static void drip(Socket socket, int bytes) throws Exception {
        for (int i = 0; i < bytes && socket.getInputStream().available() == 0; i++) {
            send(socket, "s");
            Thread.sleep(100);
        }
    }

    private static double secondsUntilClosed(Socket socket, long start) throws Exception {
        try {
            while (System.nanoTime() - start < 20_000_000_000L) {
                send(socket, "s");
                Thread.sleep(50);
            }
        } catch (SocketException closed) {
            return (System.nanoTime() - start) / 1e9;
        }
        return Double.MAX_VALUE;
    }

    private static String answer(Socket socket) throws IOException {
        socket.setSoTimeout(30_000);
        InputStream in = socket.getInputStream();
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
}
