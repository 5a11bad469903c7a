/** Jobs as rows: what is asked, what happened, the audio before and the answer after. */
@NullMarked
package io.otolex.service.jobs.store;

import org.jspecify.annotations.NullMarked;
