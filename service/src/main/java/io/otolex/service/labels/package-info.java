/** What the model can hear, and which sound is a kind of which. */
@NullMarked
package io.otolex.service.labels;

import org.jspecify.annotations.NullMarked;
