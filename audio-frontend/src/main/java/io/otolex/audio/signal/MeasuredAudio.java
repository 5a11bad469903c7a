package io.otolex.audio.signal;

import io.otolex.audio.AudioDecodingException;
import io.otolex.audio.DecodedAudio;
import io.otolex.audio.InputReport;
import io.otolex.audio.SignalReport;
import java.util.Optional;

/** A recording whose samples are measured while they pass by. */
public final class MeasuredAudio implements DecodedAudio {

    private final DecodedAudio audio;
    private final SignalMeter meter;

    /** @param sampleRateHz of the samples */
    public MeasuredAudio(DecodedAudio audio, int sampleRateHz) {
        this.audio = audio;
        this.meter = new SignalMeter(sampleRateHz);
    }

    @Override
    public int read(float[] buffer) throws AudioDecodingException {
        int count = audio.read(buffer);
        meter.add(buffer, count);
        return count;
    }

    @Override
    public Optional<InputReport> report() {
        return audio.report();
    }

    /** Of what has been read up to now; once the end is reached, as far as the stored recording could hold it. */
    public SignalReport signal() {
        SignalReport measured = meter.report();
        return report().map(input -> measured.storedAt(input.sampleRateHz())).orElse(measured);
    }

    @Override
    public void close() {
        audio.close();
    }
}
