/** Recordings as vectors: the same sound, near each other. */
@NullMarked
package io.otolex.service.embeddings;

import org.jspecify.annotations.NullMarked;
