/** Archives on a Spark cluster: a column of recordings in, their tags beside it. */
@NullMarked
package io.otolex.spark;

import org.jspecify.annotations.NullMarked;
