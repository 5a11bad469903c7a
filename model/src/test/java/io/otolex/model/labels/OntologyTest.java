package io.otolex.model.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OntologyTest {

    private final Ontology ontology = Ontology.audioSet();

    /** The source's own counts: 632 classes, 670 links from parent to child, 38 classes with several parents. */
    @Test
    void theTableHasTheShapeOfItsSource() {
        assertThat(ontology.all()).hasSize(632);
        assertThat(ontology.all().stream()
                        .mapToInt(label -> ontology.parents(label).size()))
                .satisfies(counts -> {
                    assertThat(counts.stream().mapToInt(Integer::intValue).sum())
                            .isEqualTo(670);
                    assertThat(counts.stream().filter(count -> count > 1)).hasSize(38);
                });
        assertThat(ontology.roots())
                .extracting(Label::name)
                .containsExactlyInAnyOrder(
                        "Human sounds",
                        "Animal",
                        "Music",
                        "Natural sounds",
                        "Sounds of things",
                        "Source-ambiguous sounds",
                        "Channel, environment and background");
    }

    @Test
    void theModelsClassesComeFirstUnderTheSameNames() {
        List<Label> scored = Labels.audioSet().all();

        assertThat(ontology.all().subList(0, scored.size())).isEqualTo(scored);
        assertThat(ontology.all().subList(scored.size(), ontology.size())).noneMatch(Label::isScored);
    }

    @Test
    void everyClassHangsOnARoot() {
        assertThat(ontology.all())
                .allSatisfy(label -> assertThat(ontology.roots().contains(label))
                        .isNotEqualTo(ontology.paths(label).stream()
                                .anyMatch(path -> ontology.roots().contains(path.get(0)))));
    }

    @Test
    void aClassWithSeveralParentsHasSeveralPaths() {
        Label label = label("Howl"); // of dogs and of wolves
        assertThat(ontology.parents(label).size()).isGreaterThanOrEqualTo(2);

        assertThat(ontology.paths(label)).hasSizeGreaterThanOrEqualTo(2).allSatisfy(path -> assertThat(
                        ontology.children(path.get(path.size() - 1)))
                .contains(label));
        assertThat(ontology.ancestors(label)).contains(label("Dog"), label("Animal"));
    }

    @Test
    void speechIsAHumanVoiceAndThatAHumanSound() {
        assertThat(ontology.paths(label("Speech")))
                .containsExactly(List.of(label("Human sounds"), label("Human voice")));
        assertThat(ontology.paths(label("Animal"))).isEmpty();
    }

    @Test
    void whatIsHeardBelowIsHeardAbove() {
        float[] logits = new float[527];
        Arrays.fill(logits, -9);
        logits[label("Bark").index()] = 3;

        float[] all = ontology.rolledUp(logits);

        assertThat(at(all, "Bark")).isEqualTo(3);
        assertThat(at(all, "Dog")).isEqualTo(3);
        assertThat(at(all, "Animal")).isEqualTo(3);
        assertThat(at(all, "Speech")).isEqualTo(-9);
        assertThat(at(all, "Human voice")).isEqualTo(-9);
    }

    @Test
    void aParentThatIsSurerThanItsChildrenStaysSo() {
        float[] logits = new float[527];
        logits[label("Dog").index()] = 5;
        logits[label("Bark").index()] = 3;

        assertThat(at(ontology.rolledUp(logits), "Dog")).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Speech", "speech", " SPEECH ", "/m/09x0r", "/M/09X0R"})
    void aLabelIsFoundByIdOrNameInAnyCase(String wanted) {
        assertThat(ontology.find(wanted)).hasValue(label("Speech"));
    }

    @Test
    void aListMayHoldNamesThatHaveCommasThemselves() throws Exception {
        assertThat(ontology.findAll("Dog,cattle, bovinae , /m/09x0r,Male speech, man speaking"))
                .extracting(Label::name)
                .containsExactly("Dog", "Cattle, bovinae", "Speech", "Male speech, man speaking");
    }

    @ParameterizedTest
    @CsvSource({"Speach, Speech", "dogs, Dog", "Dog;Cat, Cat", "kettle, Cattle", "/m/09x0, /m/09x0r"})
    void anUnknownNameIsAnsweredWithTheNearest(String wanted, String nearest) {
        assertThatThrownBy(() -> ontology.findAll(wanted))
                .isInstanceOf(UnknownLabelException.class)
                .hasMessageContaining("\"" + wanted + "\"")
                .hasMessageContaining(nearest);
    }

    @Test
    void anEndlessNameIsRefusedWithoutBeingRepeated() {
        assertThatThrownBy(() -> ontology.findAll("x".repeat(100_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    private Label label(String name) {
        return ontology.find(name).orElseThrow();
    }

    private float at(float[] values, String name) {
        return values[ontology.all().indexOf(label(name))];
    }
}
