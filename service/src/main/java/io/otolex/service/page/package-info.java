/** The page for people: files out of the jar, and the few facts that they need of this service. */
@NullMarked
package io.otolex.service.page;

import org.jspecify.annotations.NullMarked;
