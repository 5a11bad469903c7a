/** Checkpoints as they are published, read as hostile input: names, shapes and numbers, never objects. */
@NullMarked
package io.otolex.model.checkpoint;

import org.jspecify.annotations.NullMarked;
