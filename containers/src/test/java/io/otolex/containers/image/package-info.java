/** The built image, started as an operator would start it. */
@NullMarked
package io.otolex.containers.image;

import org.jspecify.annotations.NullMarked;
