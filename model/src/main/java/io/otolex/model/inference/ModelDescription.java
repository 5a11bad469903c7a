package io.otolex.model.inference;

import io.otolex.audio.LogMelSpec;
import java.util.Optional;

/**
 * Which model speaks.
 *
 * @param name for people, such as {@code otolex-zepto} or {@code ConvNeXt-Tiny-AT}
 * @param version of these weights, such as {@code 1.2.0}; absent where the checkpoint has none
 * @param digest sha256 of the checkpoint's bytes, in hexadecimal
 * @param architecture such as {@code ConvNeXt depths 3,3,9,3 widths 96,192,384,768}
 * @param parameters learned values
 * @param classes scores per window
 * @param embeddingSize values of the scene embedding
 * @param precision {@code float32} or {@code bfloat16}: what the inside computes in
 * @param frontEnd what a window must be
 * @param supported which classes the training data showed
 */
public record ModelDescription(
        String name,
        Optional<String> version,
        String digest,
        String architecture,
        long parameters,
        int classes,
        int embeddingSize,
        String precision,
        LogMelSpec frontEnd,
        SupportedClasses supported) {}
