/** What slow clients may cost: a request's time also counts while it arrives, and nobody is listened to for ever. */
@NullMarked
package io.otolex.service.connections;

import org.jspecify.annotations.NullMarked;
