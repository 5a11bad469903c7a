/** When the service is ready. */
@NullMarked
package io.otolex.service.health;

import org.jspecify.annotations.NullMarked;
