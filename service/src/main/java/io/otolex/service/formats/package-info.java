/** The answer for a recording, and the formats that it is written in, the same for HTTP and the command line. */
@NullMarked
package io.otolex.service.formats;

import org.jspecify.annotations.NullMarked;
