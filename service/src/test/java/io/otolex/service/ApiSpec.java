package io.otolex.service;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The API's description, and whether an answer is one of those that it describes. */
final class ApiSpec {

    private static final JsonMapper JSON = new JsonMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDialect(Dialects.getOpenApi31());

    /** One operation. */
    record Operation(String method, String path, JsonNode node) {

        String id() {
            return node.path("operationId").asString("");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private final JsonNode document;
    private final JsonNode strictComponents;

    ApiSpec(String json) {
        this.document = JSON.readTree(json);
        JsonNode components = document.path("components").deepCopy();
        components.path("schemas").forEach(ApiSpec::closeObjects);
        this.strictComponents = components;
    }

    /** What is not described is a fault, too: an object has no other members than those that are named. */
    private static void closeObjects(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.has("properties") && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(ApiSpec::closeObjects);
    }

    JsonNode document() {
        return document;
    }

    List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                operations.add(
                        new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()));
            }
        }
        return operations;
    }

    /** Follows a reference to a component. */
    JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    /** What is wrong with an answer; empty if it is one that is described. */
    List<String> faults(Operation operation, int status, Optional<String> contentType, String body) {
        JsonNode response = resolved(operation.node().path("responses").path(Integer.toString(status)));
        if (response.isMissingNode()) {
            return List.of("the status " + status + " is not described");
        }
        if (response.path("content").isEmpty()) {
            return body.isEmpty() ? List.of() : List.of("a body that is not described");
        }
        if (contentType.isEmpty()) {
            return List.of("no Content-Type");
        }
        MediaType type = MediaType.parseMediaType(contentType.get());
        JsonNode content = response.path("content").path(type.getType() + "/" + type.getSubtype());
        if (content.isMissingNode()) {
            return List.of("the type " + type + " is not described for " + status);
        }
        return isJson(type) ? faults(content.path("schema"), body) : List.of();
    }

    private static boolean isJson(MediaType type) {
        return type.getSubtype().equals("json") || type.getSubtype().endsWith("+json");
    }

    List<String> faults(JsonNode schema, String json) {
        try {
            return faults(schema, JSON.readTree(json));
        } catch (JacksonException e) {
            return List.of("not JSON: " + e.getOriginalMessage());
        }
    }

    List<String> faults(JsonNode schema, JsonNode value) {
        ObjectNode whole = JSON.createObjectNode();
        JsonNode strict = schema.deepCopy();
        closeObjects(strict);
        whole.putArray("allOf").add(strict);
        whole.set("components", strictComponents);
        return SCHEMAS.getSchema(whole).validate(value).stream()
                .map(Error::toString)
                .toList();
    }
}
