package io.otolex.service.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** The operations that springdoc found, in the words that were written about them. */
final class ApiDescription implements OpenApiCustomizer {

    private final ApiText text;
    private final ProblemResponses problems;

    ApiDescription(ApiText text, ProblemResponses problems) {
        this.text = text;
        this.problems = problems;
    }

    @Override
    public void customise(OpenAPI found) {
        OpenAPI written = text.document();
        found.info(written.getInfo())
                .servers(written.getServers())
                .tags(written.getTags())
                .security(written.getSecurity())
                .components(written.getComponents());
        found.getPaths().forEach(this::describe);
    }

    private void describe(String path, PathItem item) {
        new TreeMap<>(item.readOperationsMap())
                .forEach((method, found) -> item.operation(method, described(path, method, found)));
    }

    private Operation described(String path, HttpMethod method, Operation found) {
        Operation operation = text.operation(path, method).orElse(found);
        problems.add(operation, path, text.problems(operation));
        if (operation.getExtensions() != null) {
            operation.setExtensions(null);
        }
        return operation;
    }
}
