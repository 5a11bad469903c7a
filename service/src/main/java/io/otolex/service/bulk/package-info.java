/** Archives: every file of a folder or a list becomes one row, in parts that are there whole or not at all. */
@NullMarked
package io.otolex.service.bulk;

import org.jspecify.annotations.NullMarked;
