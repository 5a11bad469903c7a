package io.otolex.benchmarks.serve;

import static io.gatling.javaapi.core.CoreDsl.RawFileBody;
import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Sends recordings of mixed lengths and codecs to a running service.
 *
 * <p>System properties: {@code url}; {@code files}, separated by the path separator; {@code seconds}; and either {@code
 * users}, a closed loop of so many that send one after the other, or {@code rate}, an open loop of so many new requests a
 * second however long the answers take. With {@code beside}, one more user sends that file over and over meanwhile. What
 * {@link Answers} says of them goes to {@code answers}.
 */
public final class TaggingSimulation extends Simulation {

    private static final Duration TIME = Duration.ofSeconds(Long.getLong("seconds", 30));
    private static final List<String> FILES =
            Arrays.asList(System.getProperty("files", "").split(File.pathSeparator, -1));

    private final Answers answers = new Answers(Path.of(System.getProperty("answers", "answers.tsv")));

    public TaggingSimulation() {
        var populations = new ArrayList<PopulationBuilder>();
        populations.add(load());
        if (System.getProperty("beside") != null) {
            populations.add(beside(System.getProperty("beside")));
        }
        setUp(populations)
                .protocols(http.baseUrl(System.getProperty("url", "http://localhost:8080")))
                .maxDuration(TIME.plusSeconds(90));
    }

    @Override
    public void after() {
        answers.close();
    }

    private PopulationBuilder load() {
        String rate = System.getProperty("rate");
        return rate == null
                ? tagging("closed", FILES)
                        .injectClosed(constantConcurrentUsers(Integer.getInteger("users", 8))
                                .during(TIME))
                : tagging("open", FILES)
                        .injectOpen(
                                constantUsersPerSec(Double.parseDouble(rate)).during(TIME));
    }

    private PopulationBuilder beside(String file) {
        return tagging("beside", List.of(file))
                .injectClosed(constantConcurrentUsers(1).during(TIME));
    }

    /** Requests are named after their files, so that windows can be counted by name. */
    private ScenarioBuilder tagging(String name, List<String> files) {
        List<Map<String, Object>> rows = Stream.iterate(0, i -> i < files.size(), i -> i + 1)
                .map(i -> Map.<String, Object>of("path", files.get(i), "name", new File(files.get(i)).getName()))
                .toList();
        return scenario(name)
                .feed(listFeeder(rows).circular())
                .exec(answers::begin)
                .exec(http("#{name}")
                        .post("/v1/tags")
                        .header("Content-Type", "application/octet-stream")
                        .body(RawFileBody("#{path}"))
                        .requestTimeout(Duration.ofMinutes(2))
                        .check(status().saveAs(Answers.STATUS), status().is(200)))
                .exec(answers::end);
    }
}
