package io.otolex.service.tags;

import io.otolex.audio.AudioDecodingException;
import io.otolex.model.tagging.Progress;
import io.otolex.model.tagging.RecordingTagger;
import io.otolex.model.tagging.TagOptions;
import io.otolex.model.tagging.Tagged;
import io.otolex.model.tagging.TaggedWindow;
import io.otolex.service.admission.Ticket;
import io.otolex.service.metrics.ServiceMetrics;
import io.otolex.service.uploads.Upload;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** Tags uploads within what their request was let in for: what every endpoint that answers at once goes through. */
@Component
public final class Tagging {

    private final RecordingTagger recordings;
    private final ServiceMetrics metrics;

    Tagging(RecordingTagger recordings, ServiceMetrics metrics) {
        this.recordings = recordings;
        this.metrics = metrics;
    }

    public Tagged tag(HttpServletRequest request, Upload upload, TagOptions options, Progress progress)
            throws AudioDecodingException {
        Ticket ticket = Ticket.of(request).orElseThrow();
        Tagged recording = recordings.tag(upload.path(), options, ticket.budget(), new Accounted(ticket, progress));
        metrics.tagged(recording);
        return recording;
    }

    /** Tells admission too how far it is. */
    private record Accounted(Ticket ticket, Progress progress) implements Progress {

        @Override
        public void scored(double secondsOfAudio) {
            ticket.scored(secondsOfAudio);
            progress.scored(secondsOfAudio);
        }

        @Override
        public void tagged(TaggedWindow window) {
            progress.tagged(window);
        }
    }
}
