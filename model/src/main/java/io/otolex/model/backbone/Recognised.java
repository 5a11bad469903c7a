package io.otolex.model.backbone;

import io.otolex.model.checkpoint.KeyLayout;
import java.util.Map;

/**
 * What a checkpoint turned out to be.
 *
 * @param backbone its architecture
 * @param tensors all that the file has, under the names that the architecture has for them
 */
record Recognised(Backbone backbone, Map<String, KeyLayout.Named> tensors) {}
