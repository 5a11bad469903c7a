package io.otolex.service.jobs.outbound;

import io.otolex.audio.Spool;
import io.otolex.model.inference.Budget;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Sends requests on clients' behalf, to {@link Destinations} only, and never for longer than they may take. */
public final class OutboundHttp implements AutoCloseable {

    private static final int MAX_REDIRECTS = 3;
    private static final Timeout SILENCE = Timeout.ofSeconds(10);

    private final Destinations destinations;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService alarms;

    public OutboundHttp(Destinations destinations) {
        this.destinations = destinations;
        this.client = client(destinations);
        this.alarms = Executors.newSingleThreadScheduledExecutor(run -> {
            var thread = new Thread(run, "outbound-deadlines");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Connections are not kept: each one asks for the addresses anew. */
    private static CloseableHttpClient client(Destinations destinations) {
        var connection = ConnectionConfig.custom()
                .setConnectTimeout(SILENCE)
                .setSocketTimeout(SILENCE)
                .build();
        return HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new PermittedAddresses(destinations))
                        .setDefaultConnectionConfig(connection)
                        .build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setUserAgent("otolex")
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .build();
    }

    /**
     * Fetches a recording.
     *
     * @param maxBytes one byte more is refused
     * @param folder where its file is made
     * @param budget ends the transfer at its deadline, or when it is cancelled
     */
    public Spool fetch(URI url, long maxBytes, Path folder, Budget budget) throws OutboundException {
        URI next = url;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            URI asked = destinations.permitted(next);
            var got = send(new HttpGet(asked), budget, response -> got(response, asked, maxBytes, folder));
            if (got.recording != null) {
                return got.recording;
            }
            next = got.elsewhere;
        }
        throw new OutboundException.Failed("its host redirects more than " + MAX_REDIRECTS + " times");
    }

    /**
     * Sends a notice; a redirect is an answer like any other.
     *
     * @return the status of the answer
     */
    public int post(URI url, Map<String, String> headers, byte[] json, Duration time) throws OutboundException {
        var request = new HttpPost(destinations.permitted(url));
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
        return send(request, Budget.of(time, seconds -> {}), ClassicHttpResponse::getCode);
    }

    private <T> T send(HttpUriRequestBase request, Budget budget, HttpClientResponseHandler<T> handler)
            throws OutboundException {
        budget.check();
        budget.onCancel(request::cancel);
        var alarm = alarms.schedule(request::cancel, budget.timeLeft().toMillis(), TimeUnit.MILLISECONDS);
        try {
            return client.execute(request, handler);
        } catch (OutboundException e) {
            throw e;
        } catch (PermittedAddresses.RefusedAddress e) {
            throw e.reason();
        } catch (IOException e) {
            budget.check();
            throw new OutboundException.Failed(
                    "its host cannot be reached or broke off (" + e.getClass().getSimpleName() + ")");
        } finally {
            alarm.cancel(false);
        }
    }

    /** One of the two. */
    private record Got(@Nullable Spool recording, URI elsewhere) {}

    private static Got got(ClassicHttpResponse response, URI asked, long maxBytes, Path folder) throws IOException {
        int status = response.getCode();
        if (status == 301 || status == 302 || status == 303 || status == 307 || status == 308) {
            return new Got(null, sameHost(asked, response.getFirstHeader(HttpHeaders.LOCATION)));
        }
        if (status != 200 || response.getEntity() == null) {
            throw new OutboundException.Failed("its host answered " + status);
        }
        if (response.getEntity().getContentLength() > maxBytes) {
            throw tooLarge(maxBytes);
        }
        try (var body = response.getEntity().getContent()) {
            return new Got(Spool.of(body, maxBytes, folder), asked);
        } catch (Spool.TooLarge e) {
            throw tooLarge(maxBytes);
        }
    }

    private static OutboundException tooLarge(long maxBytes) {
        return new OutboundException.Failed("the recording there has more than " + maxBytes + " bytes");
    }

    private static URI sameHost(URI asked, @Nullable Header location) throws OutboundException {
        try {
            URI next = asked.resolve(location == null ? "" : location.getValue());
            if (asked.getHost().equalsIgnoreCase(next.getHost())
                    && asked.getScheme().equalsIgnoreCase(next.getScheme())
                    && asked.getPort() == next.getPort()) {
                return next;
            }
        } catch (IllegalArgumentException e) {
            throw new OutboundException.Failed("its host redirects to something that is not a URL");
        }
        throw new OutboundException.Refused("it redirects to another host");
    }

    @Override
    public void close() {
        alarms.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }
}
