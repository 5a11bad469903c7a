package io.otolex.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** The operations that api.yaml has words for. */
final class ApiWords {

    private static final String FILE = "/io/otolex/service/openapi/api.yaml";

    private ApiWords() {}

    static List<String> operations() {
        Map<String, Map<String, Map<String, Object>>> document =
                new Yaml().load(ApiWords.class.getResourceAsStream(FILE));
        var operations = new ArrayList<String>();
        document.getOrDefault("paths", Map.of()).forEach((path, methods) -> methods.keySet()
                .forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        return operations;
    }
}
