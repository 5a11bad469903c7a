/** The 527 AudioSet classes. */
@NullMarked
package io.otolex.model.labels;

import org.jspecify.annotations.NullMarked;
