package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.otolex.service.engine.Engine;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** The end of a service, as its clients and its balancer see it. */
@Timeout(60)
class DrainingTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private String url = "";

    @Test
    void itIsNotReadyFirstAnswersForAWhileAndOnlyThenRefuses() throws Exception {
        ServletWebServerApplicationContext service = start();
        url = "http://localhost:"
                + Objects.requireNonNull(service.getWebServer()).getPort();
        assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(post().headers().firstValue("Connection")).isEmpty();

        CompletableFuture<Void> ending = CompletableFuture.runAsync(service::close);
        await().untilAsserted(() ->
                assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(503));
        assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        HttpResponse<String> late = post();
        assertThat(late.statusCode()).isEqualTo(200);
        assertThat(late.headers().firstValue("Connection")).hasValue("close");
        assertThat(ending).isNotDone();

        ending.join();
        assertThat(catchThrowable(this::post)).isInstanceOf(ConnectException.class);
    }

    private ServletWebServerApplicationContext start() {
        var application = new SpringApplication(OtolexApplication.class);
        application.addInitializers(
                context -> context.addBeanFactoryPostProcessor(beans -> ((BeanDefinitionRegistry) beans)
                        .registerBeanDefinition("engine", new RootBeanDefinition(Engine.class, FakeEngine::open))));
        return (ServletWebServerApplicationContext) application.run(
                "--spring.main.allow-bean-definition-overriding=true",
                "--server.port=0",
                "--otolex.drain.delay=1500ms",
                "--otolex.upload.directory=" + folder,
                "--otolex.jobs.directory=" + folder.resolve("jobs"));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> post() throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(url + "/v1/tags"))
                        .header("Content-Type", "audio/wav")
                        .POST(BodyPublishers.ofString("sound"))
                        .build(),
                BodyHandlers.ofString());
    }
}
