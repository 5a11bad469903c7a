package io.otolex.audio.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.otolex.audio.AudioDecodingException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A decoder with the limits of every day and an empty folder for each test, after which no process of it runs on. */
abstract class WithDecoder {

    @TempDir
    Path folder;

    final RecordingDecoder decoder = new RecordingDecoder(Recordings.ffmpeg(), DecoderLimits.DEFAULT, Recordings.RATE);

    @AfterEach
    void nothingRunsOn() {
        decoder.close();
        assertThat(Recordings.survivors()).isEmpty();
    }

    Recordings.Decoded decode(byte[] file) throws AudioDecodingException {
        return Recordings.decode(decoder, Recordings.write(folder, file));
    }
}
