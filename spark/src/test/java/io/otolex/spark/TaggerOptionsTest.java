package io.otolex.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otolex.model.inference.ModelSource;
import io.otolex.model.tagging.EmbeddingScope;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaggerOptionsTest {

    @Test
    void nothingGivenIsTheEmbeddedModelAndTenTags() {
        TaggerOptions options = TaggerOptions.of(Map.of());

        assertThat(options.source()).isEqualTo(new ModelSource.Embedded());
        assertThat(options.tags().choice().topK()).isEqualTo(10);
        assertThat(options.tags().timeline()).isEmpty();
        assertThat(options.ahead()).isEqualTo(4);
    }

    @Test
    void whatIsGivenCounts() {
        TaggerOptions options = TaggerOptions.of(Map.of("top_k", "3", "events", "true", "embedding", "true"));

        assertThat(options.tags().choice().topK()).isEqualTo(3);
        assertThat(options.tags().timeline()).isPresent();
        assertThat(options.tags().embedding()).isEqualTo(EmbeddingScope.CLIP);
    }

    @ParameterizedTest
    @CsvSource({
        "topk,3",
        "top_k,0",
        "top_k,many",
        "events,yes",
        "device,tpu",
        "ahead,0",
        "model,ftp://x/y",
        "precision,half"
    })
    void whatIsWrongIsRefusedBeforeAnythingRuns(String name, String value) {
        assertThatThrownBy(() -> TaggerOptions.of(Map.of(name, value))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whoAsksForWhatIsNotThereIsToldWhatIs() {
        assertThatThrownBy(() -> TaggerOptions.of(Map.of("topk", "3")))
                .hasMessage("there is no option topk, only [ahead, cache, device, embedding, events, max_bytes,"
                        + " max_duration_s, model, precision, threshold, top_k]");
    }
}
