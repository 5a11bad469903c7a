package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Jobs do not wait without bounds. */
@TestPropertySource(
        properties = {
            "otolex.jobs.max-audio=3MB",
            "otolex.jobs.max-unfinished=30",
            "otolex.jobs.max-queued-audio=5000000s"
        })
class JobRoomTest extends JobService {

    @Test
    void recordingsThatWaitHaveALimitInAll() throws Exception {
        String busy = submitted("/v1/jobs", "slow 600");
        var waiting = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            waiting.add(submitted("/v1/jobs", "s".repeat(1_000_000)));
        }

        var refused = postAudio("/v1/jobs", "s".repeat(1_000_000));
        assertProblem(refused, 507, "audio-store-full");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();

        send(request(waiting.get(0)).DELETE());
        waiting.add(submitted("/v1/jobs", "s".repeat(1_000_000)));
        waiting.add(busy);
        for (String self : waiting) {
            send(request(self).DELETE());
        }
    }

    @Test
    void aFullStoreRefusesByTheHeadersAlone() throws Exception {
        String busy = submitted("/v1/jobs", "slow 600");
        var waiting = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            waiting.add(submitted("/v1/jobs", "s".repeat(1_000_000)));
        }

        assertThat(firstLineOfAnAnswerToHeadersAlone(900_000)).contains(" 507 ");

        waiting.add(busy);
        for (String self : waiting) {
            send(request(self).DELETE());
        }
    }

    private String firstLineOfAnAnswerToHeadersAlone(int contentLength) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            String head = "POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: audio/wav\r\nContent-Length: "
                    + contentLength + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            var line = new StringBuilder();
            for (int c = socket.getInputStream().read();
                    c >= 0 && c != '\n';
                    c = socket.getInputStream().read()) {
                line.append((char) c);
            }
            return line.toString();
        }
    }

    @Test
    void jobsThatWaitHaveALimitInNumber() throws Exception {
        String busy = submitted("/v1/jobs", "slow 600");
        var waiting = new ArrayList<String>();
        HttpResponse<String> last = postAudio("/v1/jobs", "sound");
        while (last.statusCode() == 202 && waiting.size() < 40) {
            waiting.add(json(last).path("links").path("self").asString());
            last = postAudio("/v1/jobs", "sound");
        }

        assertProblem(last, 503, "overloaded");
        assertThat(waiting).hasSizeLessThanOrEqualTo(29);
        send(request(busy).DELETE());
        for (String self : waiting) {
            ended(self);
        }
    }

    @Test
    void audioThatWaitsHasALimitInAll() throws Exception {
        String busy = submitted("/v1/jobs", "slow 200000"); // says that it has 2000000 s
        String waiting = submitted("/v1/jobs", "slow 200000");

        var refused = postAudio("/v1/jobs", "slow 100001");
        assertProblem(refused, 503, "overloaded");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(json(refused).path("detail").asString()).contains("of at most 5000000 s");
        String shorter = submitted("/v1/jobs", "slow 99999");

        for (String self : new String[] {shorter, waiting, busy}) {
            send(request(self).DELETE());
        }
        String longest = submitted("/v1/jobs", "slow 900000");
        send(request(longest).DELETE());
    }
}
