/** What is shipped is tried as it is shipped: the image, the compose file, the chart. */
@NullMarked
package io.otolex.containers;

import org.jspecify.annotations.NullMarked;
