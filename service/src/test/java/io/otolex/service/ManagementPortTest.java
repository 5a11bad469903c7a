package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {
            "management.server.port=0",
            "management.endpoints.web.exposure.include=health, info, prometheus, sbom"
        })
class ManagementPortTest extends SecuredService {

    @LocalManagementPort
    int managementPort;

    @Test
    void theActuatorLeavesThePortOfTheApi() throws Exception {
        assertThat(managementPort).isNotEqualTo(port);
        for (String path : new String[] {"/actuator/health/readiness", "/actuator/prometheus"}) {
            assertThat(send(HttpRequest.newBuilder(URI.create("http://localhost:" + managementPort + path)))
                            .statusCode())
                    .as(path)
                    .isEqualTo(200);
            assertThat(send(with(request(path), OPERATOR)).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    @Test
    void billsOfMaterialsAreServedWhereThatIsAskedFor() throws Exception {
        var answer =
                send(HttpRequest.newBuilder(URI.create("http://localhost:" + managementPort + "/actuator/sbom/page")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("pkg:npm/wavesurfer.js@", "BSD-3-Clause");
    }

    @Test
    void theApiIsNotOnThePortOfTheActuator() throws Exception {
        var answer = send(
                with(HttpRequest.newBuilder(URI.create("http://localhost:" + managementPort + "/v1/models")), TAGGER));

        assertThat(answer.statusCode()).isEqualTo(404);
    }
}
