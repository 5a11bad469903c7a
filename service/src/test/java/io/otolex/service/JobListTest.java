package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class JobListTest extends JobService {

    @Test
    void theListIsStableWhileJobsComeAndGo() throws Exception {
        var made = new ArrayList<String>();
        for (int i = 0; i < 7; i++) {
            made.add(0, submitted("/v1/jobs", "sound"));
        }

        JsonNode first = json(send(request("/v1/jobs?limit=3")));
        submitted("/v1/jobs", "sound");
        ended(made.get(3));
        send(request(made.get(3)).DELETE());
        JsonNode second = json(
                send(request("/v1/jobs?limit=3&cursor=" + first.path("next").asString())));

        assertThat(selves(first)).isEqualTo(made.subList(0, 3));
        assertThat(selves(second)).as(second.toString()).isEqualTo(made.subList(4, 7));
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=101, limit",
        "status=done, status",
        "cursor=x, cursor",
        "cursor=%00, cursor",
        "page=2, page"
    })
    void aListThatMakesNoSenseIsRefusedByName(String query, String field) throws Exception {
        var response = send(request("/v1/jobs?" + query));

        assertProblem(response, 400, "invalid-option");
        assertThat(json(response).path("field").asString()).isEqualTo(field);
    }

    @Test
    void theListCanShowOneStatus() throws Exception {
        ended(submitted("/v1/jobs", "corrupt"));

        JsonNode failed = json(send(request("/v1/jobs?status=failed&limit=100")));

        assertThat(failed.path("jobs"))
                .isNotEmpty()
                .allSatisfy(job -> assertThat(job.path("status").asString()).isEqualTo("failed"));
    }

    private static List<String> selves(JsonNode list) {
        return list.path("jobs")
                .valueStream()
                .map(job -> job.path("links").path("self").asString())
                .toList();
    }
}
