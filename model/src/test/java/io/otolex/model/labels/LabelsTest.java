package io.otolex.model.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelsTest {

    private final Labels labels = Labels.audioSet();

    @Test
    void theTableIsTheOneThatThePublishedTaggersShare() throws Exception {
        try (InputStream csv = Labels.class.getResourceAsStream("class_labels_indices.csv")) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(csv.readAllBytes());
            assertThat(HexFormat.of().formatHex(digest))
                    .isEqualTo("cdd1049833c4b86127c2773ac0d14a2754b6a6d0d1798002ed5c66e699708429");
        }
    }

    @Test
    void allClassesAreThereInTheOrderOfTheOutputs() {
        assertThat(labels.size()).isEqualTo(527);
        assertThat(labels.all())
                .extracting(Label::index)
                .containsExactlyElementsOf(IntStream.range(0, 527).boxed().toList());
        assertThat(labels.all()).extracting(Label::id).doesNotHaveDuplicates();
        assertThat(labels.all()).extracting(Label::name).doesNotHaveDuplicates();
    }

    @Test
    void namesWithCommasAreOneName() {
        assertThat(labels.get(506)).isEqualTo(new Label(506, "/t/dd00125", "Inside, small room"));
    }

    @Test
    void knownClassesAreWhereTheReferenceSaysTheyAre() {
        assertThat(labels.get(0)).isEqualTo(new Label(0, "/m/09x0r", "Speech"));
        assertThat(labels.get(137)).isEqualTo(new Label(137, "/m/04rlf", "Music"));
        assertThat(labels.get(526)).isEqualTo(new Label(526, "/m/07hvw1", "Field recording"));
    }
}
