/**
 * Networks in the field's own names: an architecture's numbers are a record, its forward pass is written once.
 *
 * <p>A new one is one file, and one line in {@link io.otolex.model.backbone.Backbones}.
 */
@NullMarked
package io.otolex.model.backbone;

import org.jspecify.annotations.NullMarked;
