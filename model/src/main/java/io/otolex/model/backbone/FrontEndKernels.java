package io.otolex.model.backbone;

import io.otolex.model.checkpoint.CheckpointException;
import io.otolex.model.checkpoint.Tensor;
import java.util.List;
import java.util.Map;

/** Placeholder. */
final class FrontEndKernels {
    static final List<String> NAMES = List.of(
            "spectrogram_extractor.stft.conv_real.weight",
            "spectrogram_extractor.stft.conv_imag.weight",
            "logmel_extractor.melW");

    private FrontEndKernels() {}

    static void check(Map<String, Tensor> tensors) throws CheckpointException {}
}
