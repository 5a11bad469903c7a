package io.otolex.model.inference;

import io.otolex.audio.LogMel;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Finds a device that computes nonsense before a client does: the golden clip must have its golden scores. */
record GoldenCheck(ModelStore store, TaggerSettings settings) {

    /** Between processors, batches and a GPU without TF32, float32 differs by less; a wrong kernel by much more. */
    private static final double FLOAT32_TOLERANCE = 1e-4;

    /** Five times of what was measured with ConvNeXt-Tiny. */
    private static final double BFLOAT16_TOLERANCE = 0.02;

    /** @throws IOException if a device gives other scores than the model gave before */
    void check(List<DjlTagger> devices) throws IOException {
        ModelDescription model = devices.get(0).description();
        LogMel clip = GoldenClip.logMel(model.frontEnd());
        float[] golden = golden(model, clip);
        for (DjlTagger device : devices) {
            compare(device, device.score(List.of(clip)).get(0).logits(), golden);
        }
    }

    private float[] golden(ModelDescription model, LogMel clip) throws IOException {
        Optional<float[]> known = store.golden().of(model.digest());
        if (known.isPresent()) {
            return known.get();
        }
        float[] logits = onCpu(clip);
        store.golden().keep(model.digest(), logits);
        return logits;
    }

    private float[] onCpu(LogMel clip) throws IOException {
        try (DjlTagger reference = DjlTagger.open(store, settings.onCpuInFloat32())) {
            return reference.score(List.of(clip)).get(0).logits();
        }
    }

    private void compare(DjlTagger device, float[] logits, float[] golden) throws IOException {
        double tolerance = device.description().precision().equals(Precision.BFLOAT16.toString())
                ? BFLOAT16_TOLERANCE
                : FLOAT32_TOLERANCE;
        double worst = worst(logits, golden);
        if (!(worst <= tolerance)) { // NaN is wrong too
            throw new IOException("on " + device.device() + " the model scores the golden clip wrong by " + worst
                    + " (at most " + tolerance + "); the device, its driver or "
                    + store.golden().file(device.description().digest()) + " is broken");
        }
    }

    private static double worst(float[] logits, float[] golden) {
        if (logits.length != golden.length) {
            return Double.POSITIVE_INFINITY;
        }
        double worst = 0;
        for (int i = 0; i < logits.length; i++) {
            worst = Math.max(worst, Math.abs(Scores.score(logits[i]) - Scores.score(golden[i])));
        }
        return worst;
    }
}
