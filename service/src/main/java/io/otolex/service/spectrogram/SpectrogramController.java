package io.otolex.service.spectrogram;

import io.otolex.audio.AudioDecoder;
import io.otolex.audio.AudioDecodingException;
import io.otolex.audio.DecodedAudio;
import io.otolex.audio.LogMelSpec;
import io.otolex.audio.mel.LogMelExtractor;
import io.otolex.model.inference.Budget;
import io.otolex.model.inference.ModelDescription;
import io.otolex.service.admission.Ticket;
import io.otolex.service.engine.DecodingPlaces;
import io.otolex.service.options.Parameters;
import io.otolex.service.uploads.PostRecording;
import io.otolex.service.uploads.RequestOptions;
import io.otolex.service.uploads.Upload;
import io.otolex.service.uploads.Uploads;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Draws a recording while its sender waits. */
@RestController
@RequestMapping(path = "/v1/spectrogram.png", produces = MediaType.IMAGE_PNG_VALUE)
class SpectrogramController {

    private static final Set<String> OPTIONS = Set.of("width", "height", "colours", "range_db", "axes");

    private final Uploads uploads;
    private final DecodingPlaces places;
    private final AudioDecoder decoder;
    private final LogMelExtractor logMel;

    SpectrogramController(Uploads uploads, DecodingPlaces places, AudioDecoder decoder, ModelDescription model) {
        this.uploads = uploads;
        this.places = places;
        this.decoder = decoder;
        this.logMel = new LogMelExtractor(model.frontEnd());
    }

    /** The recording is the part {@code file} of a form; options are its fields, or in the query. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    byte[] drawPart(HttpServletRequest request) throws AudioDecodingException, IOException {
        try (Upload upload = uploads.part(request)) {
            return picture(request, upload, options(request, logMel.spec()));
        }
    }

    /** The recording is the body; options are in the query, and looked at before a byte is read. */
    @PostRecording
    byte[] drawBody(HttpServletRequest request) throws AudioDecodingException, IOException {
        SpectrogramOptions options = options(request, logMel.spec());
        try (Upload upload = uploads.body(request)) {
            return picture(request, upload, options);
        }
    }

    private static SpectrogramOptions options(HttpServletRequest request, LogMelSpec spec) {
        var parameters = Parameters.of(RequestOptions.of(request), OPTIONS);
        return new SpectrogramOptions(
                parameters.integer("width", 0, 0, SpectrogramOptions.MOST_PIXELS),
                parameters.integer("height", spec.bands(), 1, SpectrogramOptions.MOST_PIXELS / 2),
                parameters.oneOf("colours", ColourMap.MAGMA),
                (float) parameters.decimal("range_db", 70, 10, 100),
                parameters.flag("axes", true));
    }

    /** At most 4096 x 2048 pixels of one byte before compression, whatever the recording's length. */
    private byte[] picture(HttpServletRequest request, Upload upload, SpectrogramOptions options)
            throws AudioDecodingException, IOException {
        Budget budget = Ticket.of(request).orElseThrow().budget();
        LevelColumns levels = places.with(upload.path(), budget, () -> levels(upload));
        var png = new ByteArrayOutputStream();
        SpectrogramImage.write(SpectrogramImage.draw(levels, logMel.spec(), options), png);
        return png.toByteArray();
    }

    private LevelColumns levels(Upload upload) throws AudioDecodingException {
        try (DecodedAudio audio = decoder.open(upload.path())) {
            return Spectrogram.of(audio, logMel, SpectrogramOptions.MOST_PIXELS);
        }
    }
}
