package io.otolex.model.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.otolex.model.labels.Label;
import io.otolex.model.labels.Ontology;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TagChooserTest {

    private static final Choice ALL = Choice.of(527, 0.01f);

    private final Ontology ontology = Ontology.audioSet();

    @Test
    void tagsComeBestFirst() {
        assertThat(names(Choice.of(3, 0), Map.of("Speech", 1f, "Dog", 2f, "Rain", -1f)))
                .containsExactly("Dog", "Speech", "Rain");
    }

    @Test
    void nothingBelowTheThresholdIsNamed() {
        assertThat(names(Choice.of(10, 0.5f), Map.of("Speech", 1f, "Dog", -1f))).containsExactly("Speech");
    }

    @Test
    void equalScoresKeepTheOrderOfTheTable() {
        assertThat(names(Choice.of(3, 0), Map.of("Rain", 1f, "Speech", 1f, "Dog", 1f)))
                .containsExactly("Speech", "Dog", "Rain");
    }

    @Test
    void classesThatTheSigmoidCannotTellApartAreStillOrderedByLogit() {
        assertThat(names(Choice.of(1, 0), Map.of("Speech", 40f, "Rain", 50f))).containsExactly("Rain");
    }

    @Test
    void aThresholdOfItsOwnReplacesTheCommonOne() {
        var thresholds =
                new Thresholds(Optional.of("home@1"), 0.9f, Map.of(label("Dog").id(), 0.2f));
        var choice = new Choice(10, thresholds, LabelFilter.ALL, Rollup.NONE, false);

        assertThat(names(choice, Map.of("Speech", 1f, "Dog", -1f))).containsExactly("Dog");
    }

    @Test
    void onlyWhatIsAskedForAndNothingThatIsExcludedIsNamed() {
        var only = new LabelFilter(Set.of(label("Dog"), label("Rain")), Set.of());
        var except = new LabelFilter(Set.of(), Set.of(label("Dog")));
        Map<String, Float> heard = Map.of("Speech", 1f, "Dog", 2f, "Rain", -1f);

        assertThat(names(new Choice(10, Thresholds.of(0.01f), only, Rollup.NONE, false), heard))
                .containsExactly("Dog", "Rain");
        assertThat(names(new Choice(10, Thresholds.of(0.01f), except, Rollup.NONE, false), heard))
                .containsExactly("Speech", "Rain");
    }

    @Test
    void rollingUpNamesTheGroupsAboveAsWell() {
        var rolledUp = new Choice(10, Thresholds.of(0.01f), LabelFilter.ALL, Rollup.MAX, false);

        List<Tag> tags = new TagChooser(ontology, rolledUp).tags(logits(Map.of("Speech", 1f)));

        assertThat(tags).extracting(tag -> tag.label().name()).containsExactly("Speech", "Human sounds", "Human voice");
        assertThat(tags).extracting(Tag::score).containsOnly(tags.get(0).score());
        assertThat(tags.get(1).label().isScored()).isFalse();
    }

    @Test
    void whatIsExcludedStillCountsForTheGroupAboveIt() {
        var choice = new Choice(
                10,
                Thresholds.of(0.01f),
                new LabelFilter(Set.of(label("Human voice")), Set.of(label("Speech"))),
                Rollup.MAX,
                false);

        assertThat(names(choice, Map.of("Speech", 1f))).containsExactly("Human voice");
    }

    @Test
    void collapsingLeavesTheMostSpecific() {
        var collapsed = new Choice(10, Thresholds.of(0.01f), LabelFilter.ALL, Rollup.NONE, true);

        assertThat(names(collapsed, Map.of("Animal", 3f, "Dog", 2f, "Bark", 1f, "Rain", 0f)))
                .containsExactly("Bark", "Rain");
        assertThat(names(ALL, Map.of("Animal", 3f, "Dog", 2f, "Bark", 1f))).hasSize(3);
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Choice.of(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Choice.of(1, 1.5f));
        assertThatIllegalArgumentException().isThrownBy(() -> Choice.of(1, Float.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LabelFilter(Set.of(label("Dog")), Set.of(label("Dog"))));
    }

    private List<String> names(Choice choice, Map<String, Float> heard) {
        return new TagChooser(ontology, choice)
                .tags(logits(heard)).stream().map(tag -> tag.label().name()).toList();
    }

    private Label label(String name) {
        return ontology.find(name).orElseThrow();
    }

    private float[] logits(Map<String, Float> heard) {
        float[] logits = new float[527];
        Arrays.fill(logits, -20);
        heard.forEach((name, logit) -> logits[label(name).index()] = logit);
        return logits;
    }
}
