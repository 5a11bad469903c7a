package io.otolex.service.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProblemMeaningsTest {

    private final ProblemMeanings meanings = new ProblemMeanings();

    @Test
    void everyProblemHasASentenceInMeaningsPropertiesAndNoSentenceIsLeftOver() {
        assertThat(meanings.slugs())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemType.values())
                        .map(ProblemType::slug)
                        .toList());
        assertThat(ProblemType.values()).allMatch(type -> meanings.of(type).endsWith("."));
    }
}
