package io.otolex.model.inference;

import io.otolex.model.SafetensorsBytes;
import io.otolex.model.Splitmix;
import io.otolex.model.backbone.AudioForm;
import io.otolex.model.backbone.ConvNeXt;
import io.otolex.model.backbone.Stem;
import java.util.List;
import java.util.Map;

/** A checkpoint of a small network of random weights. */
final class SmallModel {

    private static final ConvNeXt BACKBONE = new ConvNeXt(
            ConvNeXt.Version.V1, List.of(1, 1, 2, 1), List.of(16, 32, 64, 128), Stem.PATCH_4X4, AudioForm.AUDIOSET);

    private SmallModel() {}

    static byte[] bytes() {
        return SafetensorsBytes.of(Splitmix.weights(BACKBONE), Map.of());
    }
}
