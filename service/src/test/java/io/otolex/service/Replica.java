package io.otolex.service;

import io.otolex.service.engine.Engine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One service of several: all of it but the engine, on a port of its own. Also the main class of one in a process. */
final class Replica implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    private final int port;
    private final Runnable stop;

    Replica(int port, Runnable stop) {
        this.port = port;
        this.stop = stop;
    }

    /** Starts one in this process. */
    static Replica start(Path uploads, String... settings) {
        ConfigurableApplicationContext context = run(arguments(uploads, List.of(settings)));
        return new Replica(
                Integer.parseInt(String.valueOf(context.getEnvironment().getProperty("local.server.port"))),
                context::close);
    }

    static String[] arguments(Path uploads, List<String> settings) {
        var arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.main.allow-bean-definition-overriding=true", // the engine is ours
                "--otolex.upload.directory=" + uploads,
                "--otolex.jobs.heartbeat=1s",
                "--otolex.jobs.poll-interval=200ms"));
        settings.forEach(setting -> arguments.add("--" + setting));
        return arguments.toArray(String[]::new);
    }

    private static ConfigurableApplicationContext run(String... arguments) {
        return new SpringApplicationBuilder(OtolexApplication.class)
                .initializers(context ->
                        ((GenericApplicationContext) context).registerBean("engine", Engine.class, FakeEngine::open))
                .run(arguments);
    }

    /** Prints its port, and runs until it is killed, or whoever started it is gone. */
    public static void main(String[] arguments) throws IOException {
        var context = run(arguments);
        System.out.println("port " + context.getEnvironment().getProperty("local.server.port"));
        int ended = System.in.read();
        Runtime.getRuntime().halt(ended);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String content, String... headers) throws IOException, InterruptedException {
        var request = request(path).header("Content-Type", "audio/wav").POST(BodyPublishers.ofString(content));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** The path of a job that was taken in. */
    String submit(String query, String content) throws IOException, InterruptedException {
        HttpResponse<String> accepted = post("/v1/jobs" + query, content);
        if (accepted.statusCode() != 202) {
            throw new IllegalStateException(accepted.statusCode() + " " + accepted.body());
        }
        return String.valueOf(accepted.headers().firstValue("Location").orElseThrow());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(send(request(path)).body());
    }

    String status(String job) throws IOException, InterruptedException {
        return get(job).path("status").asString();
    }

    @Override
    public void close() {
        stop.run();
    }
}
