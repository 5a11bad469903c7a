package io.otolex.service.openapi;

import io.otolex.service.problems.ForeignDoors;
import io.otolex.service.problems.ProblemMeanings;
import io.otolex.service.problems.ProblemType;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Problems as responses: one a status, with an example for each type that has it. */
final class ProblemResponses {

    private static final Set<Integer> RETRIED = Set.of(429, 503, 507);

    private final ProblemMeanings meanings;

    ProblemResponses(ProblemMeanings meanings) {
        this.meanings = meanings;
    }

    void add(Operation operation, String path, Set<ProblemType> problems) {
        problems.stream()
                .collect(Collectors.groupingBy(ProblemType::status, TreeMap::new, Collectors.toList()))
                .forEach((status, types) ->
                        operation.getResponses().addApiResponse(Integer.toString(status), response(types, path)));
    }

    private ApiResponse response(List<ProblemType> types, String path) {
        boolean foreign = ForeignDoors.leadsTo(path);
        String schema = "#/components/schemas/" + (foreign ? "Error" : "Problem");
        var media = new MediaType().schema(new JsonSchema().$ref(schema));
        types.forEach(type -> media.addExamples(type.slug(), new Example().value(example(type, path))));
        var response = new ApiResponse()
                .description(types.stream().map(ProblemType::title).collect(Collectors.joining("; or ")))
                .content(new Content().addMediaType(foreign ? "application/json" : "application/problem+json", media));
        int status = types.get(0).status();
        if (RETRIED.contains(status)) {
            response.addHeaderObject("Retry-After", header("Seconds after which the same request may well succeed."));
        }
        if (status == 401 || status == 403) {
            response.addHeaderObject(
                    "WWW-Authenticate", header("How to show credentials, and what was wrong with them."));
        }
        return response;
    }

    private static Header header(String description) {
        return new Header().description(description).schema(new JsonSchema().types(Set.of("string")));
    }

    private Map<String, Object> example(ProblemType type, String path) {
        if (ForeignDoors.leadsTo(path)) {
            return Map.of("error", meanings.of(type));
        }
        var example = new LinkedHashMap<String, Object>();
        example.put("type", type.uri().toString());
        example.put("title", type.title());
        example.put("status", type.status());
        example.put("detail", meanings.of(type));
        example.put("instance", path);
        return example;
    }
}
