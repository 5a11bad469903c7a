package io.otolex.service.formats;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Objects;

/** What the formats of events have in common: a head, then something for each event. */
abstract sealed class EventFormat implements TagFormat permits Audacity, Raven, WebVtt {

    @Override
    public final boolean needsTimeline() {
        return true;
    }

    @Override
    public final AnswerWriter to(Writer out) {
        return answer -> {
            out.write(head(answer));
            List<TagsAnswer.Event> events =
                    Objects.requireNonNull(answer.timeline()).events();
            for (int i = 0; i < events.size(); i++) {
                out.write(event(i + 1, events.get(i), answer));
            }
        };
    }

    abstract String head(TagsAnswer answer) throws IOException;

    /** @param number from 1 */
    abstract String event(int number, TagsAnswer.Event event, TagsAnswer answer);
}
