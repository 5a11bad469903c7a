/** From windows to tags: the rules that every surface (REST, CLI, Spark) shares. */
@NullMarked
package io.otolex.model.tagging;

import org.jspecify.annotations.NullMarked;
