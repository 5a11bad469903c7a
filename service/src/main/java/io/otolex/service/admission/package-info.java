/** How many recordings are worked on at once, and what happens to those that come on top. */
@NullMarked
package io.otolex.service.admission;

import org.jspecify.annotations.NullMarked;
