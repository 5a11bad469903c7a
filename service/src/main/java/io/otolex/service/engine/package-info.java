/** A decoder, a model and the rules between them, put together once for HTTP and the command line. */
@NullMarked
package io.otolex.service.engine;

import org.jspecify.annotations.NullMarked;
