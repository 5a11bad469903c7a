package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "otolex.jobs.enabled=false")
class WithoutJobsTest extends ServiceWithFakeEngine {

    @Test
    void recordingsAreTaggedAndNothingIsWritten() throws Exception {
        assertThat(postAudio("/v1/tags", "sound").statusCode()).isEqualTo(200);
        assertProblem(postAudio("/v1/jobs", "sound"), 404, "not-found");
        assertThat(Files.exists(Path.of(uploadDirectory, "jobs"))).isFalse();
    }
}
