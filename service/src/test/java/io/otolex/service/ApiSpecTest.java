package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The judge of the fuzz is itself judged first. */
class ApiSpecTest {

    private final ApiSpec spec = new ApiSpec("""
            {"openapi": "3.1.0",
             "paths": {"/x": {"get": {"operationId": "x", "responses": {
                "200": {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/X"}}}},
                "204": {"description": ""},
                "404": {"description": "", "content": {"application/problem+json": {"schema": {"type": "object"}}}}}}}},
             "components": {"schemas": {
                "X": {"type": "object", "required": ["version"], "properties": {
                    "version": {"type": ["string", "null"]},
                    "score": {"type": "number", "maximum": 1},
                    "next": {"$ref": "#/components/schemas/X"}}}}}}
            """);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"version\":null}",
                "{\"version\":\"1\",\"score\":0.5}",
                "{\"version\":\"1\",\"next\":{\"version\":null}}"
            })
    void whatIsDescribedIsFaultless(String body) {
        assertThat(faults(200, "application/json", body)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"version\":1}",
                "{\"version\":[null]}",
                "{}",
                "[]",
                "nonsense",
                "{\"version\":\"1\",\"score\":1.5}",
                "{\"version\":\"1\",\"undescribed\":true}",
                "{\"version\":\"1\",\"next\":{\"version\":false}}"
            })
    void aWrongTypeANullableOneTooIsAFault(String body) {
        assertThat(faults(200, "application/json", body)).isNotEmpty();
    }

    @Test
    void anotherStatusTypeOrBodyIsAFault() {
        assertThat(faults(500, "application/json", "{}")).isNotEmpty();
        assertThat(faults(404, "application/json", "{}")).isNotEmpty();
        assertThat(faults(200, "text/html", "{\"version\":null}")).isNotEmpty();
        assertThat(faults(204, "application/json", "{}")).isNotEmpty();
        assertThat(spec.faults(spec.operations().get(0), 204, Optional.empty(), ""))
                .isEmpty();
        assertThat(spec.faults(spec.operations().get(0), 200, Optional.empty(), "{\"version\":null}"))
                .isNotEmpty();
    }

    private List<String> faults(int status, String contentType, String body) {
        return spec.faults(spec.operations().get(0), status, Optional.of(contentType), body);
    }
}
