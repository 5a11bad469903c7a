/** Windows to scores: the one interface of the design, and what runs behind it. */
@NullMarked
package io.otolex.model.inference;

import org.jspecify.annotations.NullMarked;
