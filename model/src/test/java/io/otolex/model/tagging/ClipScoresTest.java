package io.otolex.model.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.otolex.model.inference.Scores;
import io.otolex.model.labels.Label;
import io.otolex.model.labels.Labels;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClipScoresTest {

    private final Labels labels = Labels.audioSet();
    private final ClipScores clip = new ClipScores(labels.size());

    @Test
    void tagsComeBestFirst() {
        clip.add(window(3, 1f, 74, 2f, 500, -1f));
        assertThat(names(new TagOptions(3, 0))).containsExactly("Dog", label(3), label(500));
    }

    private String label(int index) {
        return labels.get(index).name();
    }

    @Test
    void aSoundHeardInOneWindowKeepsItsScoreHoweverQuietTheOthersAre() {
        clip.add(window(70, 2f));
        clip.add(window(70, -9f));
        assertThat(clip.windows()).isEqualTo(2);
        assertThat(clip.tags(labels, new TagOptions(1, 0)).get(0).score()).isCloseTo(0.880797f, within(1e-6f));
    }

    @Test
    void nothingBelowTheThresholdIsNamed() {
        clip.add(window(3, 1f, 70, -1f));
        assertThat(names(new TagOptions(10, 0.5f))).containsExactly(label(3));
    }

    @Test
    void equalScoresKeepTheOrderOfTheTable() {
        clip.add(window(300, 1f, 20, 1f, 100, 1f));
        assertThat(names(new TagOptions(3, 0))).containsExactly(label(20), label(100), label(300));
    }

    @Test
    void classesThatTheSigmoidCannotTellApartAreStillOrderedByLogit() {
        clip.add(window(20, 40f, 300, 50f));
        assertThat(names(new TagOptions(1, 0))).containsExactly(label(300));
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TagOptions(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new TagOptions(1, 1.5f));
        assertThatIllegalArgumentException().isThrownBy(() -> new TagOptions(1, Float.NaN));
    }

    private List<String> names(TagOptions options) {
        return clip.tags(labels, options).stream()
                .map(Tag::label)
                .map(Label::name)
                .toList();
    }

    /** Logits of -20, but for the given pairs of class and logit. */
    private Scores window(Object... classesAndLogits) {
        float[] logits = new float[labels.size()];
        Arrays.fill(logits, -20);
        for (int i = 0; i < classesAndLogits.length; i += 2) {
            logits[(int) classesAndLogits[i]] = (float) classesAndLogits[i + 1];
        }
        return new Scores(logits, new float[0]);
    }
}
