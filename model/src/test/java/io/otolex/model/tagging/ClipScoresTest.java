package io.otolex.model.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.otolex.model.inference.Scores;
import org.junit.jupiter.api.Test;

class ClipScoresTest {

    @Test
    void aSoundHeardInOneWindowKeepsItsScoreHoweverQuietTheOthersAre() {
        var clip = ClipScores.of(Aggregate.MAX, 2);
        clip.add(new float[] {2, -9});
        clip.add(new float[] {-9, -3});

        assertThat(clip.windows()).isEqualTo(2);
        assertThat(clip.logits()).containsExactly(2, -3);
    }

    @Test
    void theMeanIsOfScoresNotOfLogits() {
        var clip = ClipScores.of(Aggregate.MEAN, 1);
        clip.add(new float[] {20});
        clip.add(new float[] {-20});
        clip.add(new float[] {-20});
        clip.add(new float[] {-20});

        assertThat(Scores.score(clip.logits()[0])).isCloseTo(0.25f, within(1e-6f));
    }

    @Test
    void theMeanOfOneWindowIsTheWindow() {
        var clip = ClipScores.of(Aggregate.MEAN, 3);
        clip.add(new float[] {-7.5f, 0, 3.25f});

        assertThat(clip.logits()).containsExactly(new float[] {-7.5f, 0, 3.25f}, within(1e-5f));
    }

    @Test
    void aWindowThatIsSureBeyondMeasureLeavesTheMeanFinite() {
        var clip = ClipScores.of(Aggregate.MEAN, 1);
        clip.add(new float[] {1000});
        assertThat(clip.logits()[0]).isFinite().isGreaterThan(30);
    }
}
