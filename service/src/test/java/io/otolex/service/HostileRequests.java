package io.otolex.service;

import io.otolex.service.ApiSpec.Operation;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests made of a description: most of them nearly right, many of them hostile, all of them by a seed. */
final class HostileRequests {

    private static final List<String> HOSTILE = List.of(
            "",
            " ",
            "0",
            "-1",
            "1e309",
            "NaN",
            "99999999999999999999",
            "null",
            "true",
            "ünï\uD83D\uDD0A",
            "\u0000",
            "a\r\nX-Injected: 1",
            "../../etc/passwd",
            "' OR 1=1 --",
            "${jndi:ldap://localhost:1/x}",
            "%00%ff",
            "<script>alert(1)</script>",
            "x".repeat(3000));

    /** What the fake engine answers differently to; a fault of its own and a missing decoder are not the client's. */
    private static final List<String> SOUNDS =
            List.of("sound", "sound", "sound", "empty", "text", "corrupt", "long", "bomb", "", "\u0000\u0001RIFF");

    private static final List<String> ACCEPTED =
            List.of("*/*", "application/json", "text/html", "text/csv;q=0.5", "image/png", "nonsense", "a/b;q=x");

    private final ApiSpec spec;
    private final String base;
    private final Random random;

    HostileRequests(ApiSpec spec, String base, Random random) {
        this.spec = spec;
        this.base = base;
        this.random = random;
    }

    HttpRequest next(Operation operation) {
        var request = HttpRequest.newBuilder(URI.create(base + path(operation) + query(operation)))
                .timeout(Duration.ofSeconds(20));
        if (chance(3)) {
            request.header("Accept", one(ACCEPTED));
        }
        parameters(operation, "header")
                .filter(parameter -> chance(2))
                .forEach(parameter -> request.header(
                        parameter.path("name").asString(), printable(value(parameter.path("schema"), parameter))));
        body(operation, request);
        return request.build();
    }

    private Stream<JsonNode> parameters(Operation operation, String place) {
        return operation
                .node()
                .path("parameters")
                .valueStream()
                .map(spec::resolved)
                .filter(parameter -> parameter.path("in").asString().equals(place));
    }

    private String path(Operation operation) {
        String path = operation.path();
        for (JsonNode parameter : parameters(operation, "path").toList()) {
            String value = chance(2) ? example(parameter) : value(parameter.path("schema"), parameter);
            path = path.replace("{" + parameter.path("name").asString() + "}", encoded(value.isEmpty() ? "x" : value));
        }
        return path;
    }

    /** The service under test has a model of its own, so the specification's example of its version would find none. */
    private static String example(JsonNode parameter) {
        if (parameter.path("name").asString().equals("version")) {
            return FakeEngine.MODEL.version().orElseThrow();
        }
        return parameter.path("example").asString("x").replace("otolex-zepto", FakeEngine.MODEL.name());
    }

    private String query(Operation operation) {
        List<String> fields = new ArrayList<>();
        parameters(operation, "query")
                .filter(parameter -> chance(4))
                .forEach(parameter -> fields.add(
                        parameter.path("name").asString() + "=" + encoded(value(parameter.path("schema"), parameter))));
        if (chance(12)) {
            fields.add(encoded(one(HOSTILE)) + "=" + encoded(one(HOSTILE)));
        }
        return fields.isEmpty() ? "" : "?" + String.join("&", fields);
    }

    private void body(Operation operation, HttpRequest.Builder request) {
        JsonNode content = spec.resolved(operation.node().path("requestBody")).path("content");
        if (content.isEmpty()) {
            request.method(operation.method(), BodyPublishers.noBody());
            return;
        }
        List<Map.Entry<String, JsonNode>> types = List.copyOf(content.properties());
        Map.Entry<String, JsonNode> type = one(types);
        String contentType = chance(15) ? one(HOSTILE) : type.getKey().replace("*", "wav");
        if (type.getKey().startsWith("multipart/")) {
            form(type.getValue().path("schema")).to(request);
        } else {
            request.header("Content-Type", printable(contentType)).method(operation.method(), text(type));
        }
    }

    private HttpRequest.BodyPublisher text(Map.Entry<String, JsonNode> type) {
        JsonNode schema = spec.resolved(type.getValue().path("schema"));
        String body =
                switch (type.getKey()) {
                    case "application/json" -> chance(6) ? one(HOSTILE) : json(schema, 0);
                    case "application/x-www-form-urlencoded" -> fields(schema);
                    default -> one(SOUNDS);
                };
        return BodyPublishers.ofString(body);
    }

    private String fields(JsonNode schema) {
        return schema.path("properties").properties().stream()
                .filter(field -> chance(3))
                .map(field -> field.getKey() + "=" + encoded(value(field.getValue(), field.getValue())))
                .collect(Collectors.joining("&"));
    }

    private Form form(JsonNode schema) {
        var form = new Form();
        for (Map.Entry<String, JsonNode> field :
                spec.resolved(schema).path("properties").properties()) {
            JsonNode property = spec.resolved(field.getValue());
            JsonNode item = property.has("items") ? spec.resolved(property.path("items")) : property;
            if (item.has("contentMediaType")) {
                int files = chance(10) ? random.nextInt(3) : 1;
                for (int i = 0; i < files; i++) {
                    form.file(
                            field.getKey(), chance(4) ? one(HOSTILE).replaceAll("[\r\n\"]", "") : "a.wav", one(SOUNDS));
                }
            } else if (chance(5)) {
                form.field(field.getKey(), value(property, property));
            }
        }
        return form;
    }

    /** Two of three values are of the kind that is described. */
    private String value(JsonNode described, JsonNode parameter) {
        JsonNode schema = spec.resolved(described);
        if (chance(3)) {
            return one(HOSTILE);
        }
        if (parameter.has("example") && chance(2)) {
            return parameter.path("example").asString();
        }
        return ordinary(schema);
    }

    private String ordinary(JsonNode schema) {
        if (schema.has("enum")) {
            return one(schema.path("enum").valueStream().toList()).asString();
        }
        if (schema.path("examples").size() > 0) {
            return one(schema.path("examples").valueStream().toList()).asString();
        }
        return switch (schema.path("type").asString("string")) {
            case "integer" -> Long.toString(Math.round(between(schema)));
            case "number" -> Double.toString(between(schema));
            case "boolean" -> Boolean.toString(random.nextBoolean());
            default -> schema.path("default").asString("x");
        };
    }

    private double between(JsonNode schema) {
        double low = schema.path("minimum").asDouble(0);
        double high = schema.path("maximum").asDouble(1000);
        return switch (random.nextInt(6)) {
            case 0 -> low;
            case 1 -> high;
            case 2 -> low - 1;
            case 3 -> high + 1;
            default -> low + random.nextDouble() * (high - low);
        };
    }

    private String json(JsonNode described, int depth) {
        JsonNode schema = spec.resolved(described);
        if (depth > 5 || chance(12)) {
            return one(List.of("null", "1", "[]", "{}", "\"x\"", "-1e308", "true"));
        }
        return switch (schema.path("type").asString("string")) {
            case "object" ->
                schema.path("properties").properties().stream()
                        .filter(field -> !chance(8))
                        .map(field -> quoted(field.getKey()) + ":" + json(field.getValue(), depth + 1))
                        .collect(Collectors.joining(",", "{", "}"));
            case "array" ->
                Stream.generate(() -> json(schema.path("items"), depth + 1))
                        .limit(random.nextInt(4))
                        .collect(Collectors.joining(",", "[", "]"));
            case "integer", "number", "boolean" -> ordinary(schema);
            default -> quoted(chance(3) ? one(HOSTILE) : ordinary(schema));
        };
    }

    private static String quoted(String text) {
        return new JsonMapper().writeValueAsString(text);
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What a client can put into a header at all. */
    private static String printable(String text) {
        String printable = text.replaceAll("[^\\x20-\\x7e]", "").strip();
        return printable.isEmpty() ? "x" : printable;
    }
}
