package io.otolex.service.openapi;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.otolex.service.problems.ProblemType;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.core.util.Yaml31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What people wrote about the API in {@code api.yaml}: an OpenAPI document whose problems are named, not spelt out. */
final class ApiText {

    /*
     * Springdoc finds which operations there are; it cannot find what their parameters mean, since they are read by
     * name from query and form, nor what is answered in eight formats. That stands in one file that reads like the
     * document it becomes, instead of in annotations between the lines of every controller.
     */

    private static final String FILE = "api.yaml";
    private static final String PROBLEMS = "x-problems";
    private static final String GROUPS = "x-problem-groups";

    private final JsonNode groups;
    private final OpenAPI document;

    private ApiText(JsonNode text) {
        this.groups = text.path(GROUPS);
        this.document = Json31.mapper().convertValue(text, OpenAPI.class);
    }

    static ApiText load() {
        try (InputStream text = Objects.requireNonNull(ApiText.class.getResourceAsStream(FILE))) {
            return new ApiText(Yaml31.mapper().readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    OpenAPI document() {
        return document;
    }

    Optional<Operation> operation(String path, HttpMethod method) {
        return Optional.ofNullable(document.getPaths().get(path))
                .map(item -> item.readOperationsMap().get(method));
    }

    /** The problems that an operation names, alone or by a group, and those that any request may meet. */
    Set<ProblemType> problems(Operation operation) {
        Set<ProblemType> problems = new TreeSet<>(group("any"));
        named(operation).forEach(name -> problems.addAll(groups.has(name) ? group(name) : Set.of(type(name))));
        return problems;
    }

    private static List<String> named(Operation operation) {
        Map<String, Object> extensions = Objects.requireNonNullElse(operation.getExtensions(), Map.of());
        return Json31.mapper()
                .convertValue(extensions.getOrDefault(PROBLEMS, List.of()), new TypeReference<List<String>>() {});
    }

    private Set<ProblemType> group(String name) {
        Set<ProblemType> problems = new LinkedHashSet<>();
        groups.path(name).forEach(slug -> problems.add(type(slug.asText())));
        return problems;
    }

    private static ProblemType type(String slug) {
        return ProblemType.valueOf(slug.replace('-', '_').toUpperCase(Locale.ROOT));
    }
}
