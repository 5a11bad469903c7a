package io.otolex.model.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.otolex.model.labels.Label;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventMergerTest {

    private static final Label DOG = new Label(74, "/m/0bt9lr", "Dog");
    private static final Label RAIN = new Label(289, "/m/06mb1", "Rain");

    @Test
    void windowsSideBySideAreOneEvent() {
        assertThat(events(EventRules.DEFAULT, window(0, 10, dog(0.5f)), window(10, 20, dog(0.9f)), window(20, 30)))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.startSeconds()).isZero();
                    assertThat(event.endSeconds()).isEqualTo(20);
                    assertThat(event.scoreMax()).isEqualTo(0.9f);
                    assertThat(event.scoreMean()).isCloseTo(0.7f, within(1e-6f));
                });
    }

    @Test
    void aGapEndsAnEventUnlessItMayBeBridged() {
        TaggedWindow[] windows = {window(0, 10, dog(0.5f)), window(10, 20), window(20, 30, dog(0.7f))};

        assertThat(events(EventRules.DEFAULT, windows)).hasSize(2);
        assertThat(events(new EventRules(0.3f, 9.9, 0), windows)).hasSize(2);
        assertThat(events(new EventRules(0.3f, 10, 0), windows)).singleElement().satisfies(event -> {
            assertThat(event.endSeconds()).isEqualTo(30);
            assertThat(event.scoreMean()).isCloseTo(0.6f, within(1e-6f));
        });
    }

    @Test
    void windowsThatOverlapAreOneEvent() {
        assertThat(events(EventRules.DEFAULT, window(0, 10, dog(0.5f)), window(5, 15, dog(0.5f)), window(10, 20)))
                .singleElement()
                .satisfies(event -> assertThat(event.endSeconds()).isEqualTo(15));
    }

    @Test
    void labelsHaveTheirOwnEventsInTheOrderOfTheirStarts() {
        assertThat(events(
                        EventRules.DEFAULT,
                        window(0, 10, dog(0.5f), rain(0.5f)),
                        window(10, 20, rain(0.5f)),
                        window(20, 30, dog(0.4f))))
                .extracting(event -> event.label().name() + " " + event.startSeconds() + " " + event.endSeconds())
                .containsExactly("Dog 0.0 10.0", "Rain 0.0 20.0", "Dog 20.0 30.0");
    }

    @Test
    void whatIsBelowTheThresholdIsNoEvent() {
        assertThat(events(new EventRules(0.6f, 0, 0), window(0, 10, dog(0.5f)), window(10, 20, dog(0.6f))))
                .singleElement()
                .satisfies(event -> assertThat(event.startSeconds()).isEqualTo(10));
    }

    @Test
    void whatIsShorterThanAskedForIsLeftOut() {
        TaggedWindow[] windows = {window(0, 10, dog(0.5f)), window(10, 20, rain(0.5f)), window(20, 30, rain(0.5f))};

        assertThat(events(new EventRules(0.3f, 0, 20), windows))
                .extracting(event -> event.label().name())
                .containsExactly("Rain");
    }

    @Test
    void timesThatDifferByRoundingOnlyLeaveNoGap() {
        List<TaggedWindow> windows = new ArrayList<>();
        double hop = 0.1;
        for (int i = 0; i < 1000; i++) {
            windows.add(window(i * hop, i * hop + hop - 1e-12, dog(0.5f)));
        }
        assertThat(events(EventRules.DEFAULT, windows.toArray(TaggedWindow[]::new)))
                .hasSize(1);
    }

    private static List<SoundEvent> events(EventRules rules, TaggedWindow... windows) {
        var merger = new EventMerger(rules);
        Arrays.stream(windows).forEach(merger::add);
        return merger.events();
    }

    private static TaggedWindow window(double start, double end, Tag... tags) {
        return new TaggedWindow(start, end, List.of(tags), Optional.empty());
    }

    private static Tag dog(float score) {
        return new Tag(DOG, score, 0);
    }

    private static Tag rain(float score) {
        return new Tag(RAIN, score, 0);
    }
}
