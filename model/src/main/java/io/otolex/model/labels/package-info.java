/** The 527 AudioSet classes, and the ontology above them. */
@NullMarked
package io.otolex.model.labels;

import org.jspecify.annotations.NullMarked;
