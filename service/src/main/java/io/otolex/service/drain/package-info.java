/** How the service ends without losing a request. */
@NullMarked
package io.otolex.service.drain;

import org.jspecify.annotations.NullMarked;
