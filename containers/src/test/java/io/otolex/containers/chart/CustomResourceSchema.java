package io.otolex.containers.chart;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.otolex.containers.chart.RenderedChart.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The published schema of a custom resource, made strict: what a server would silently prune is an error here. */
final class CustomResourceSchema {

    private static final JsonMapper JSON = new JsonMapper();

    private final Schema schema;

    private CustomResourceSchema(Schema schema) {
        this.schema = schema;
    }

    static CustomResourceSchema of(String kind) {
        try (InputStream file = CustomResourceSchema.class.getResourceAsStream("/crds/" + kind + ".json")) {
            if (file == null) {
                throw new AssertionError("no schema of " + kind + " in crds/");
            }
            JsonNode published = JSON.readTree(file);
            close(published);
            return new CustomResourceSchema(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                    .getSchema(JSON.writeValueAsString(published), InputFormat.JSON));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Objects with named properties get no others, at every depth; metadata is Kubernetes' own. */
    private static void close(JsonNode node) {
        node.forEach(CustomResourceSchema::close);
        boolean open = node.path("x-kubernetes-preserve-unknown-fields").asBoolean(false);
        if (node instanceof ObjectNode object && object.path("properties").isObject() && !open) {
            object.put("additionalProperties", false);
            intOrString(object.withObject("properties"));
        }
    }

    /** Kubernetes' own word for two types, which JSON Schema would leave open. */
    private static void intOrString(ObjectNode properties) {
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            if (property.getValue() instanceof ObjectNode schema
                    && schema.path("x-kubernetes-int-or-string").asBoolean(false)) {
                schema.putArray("type").add("integer").add("string");
                schema.remove("anyOf");
            }
        }
    }

    List<String> complaints(Manifest manifest) {
        return schema.validate(JSON.writeValueAsString(manifest.content()), InputFormat.JSON).stream()
                .map(Error::toString)
                .filter(complaint -> !complaint.startsWith("/metadata/"))
                .toList();
    }
}
