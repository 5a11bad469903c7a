/** What can go wrong with a request, each with a stable name: RFC 9457 on the wire, one line on a terminal. */
@NullMarked
package io.otolex.service.problems;

import org.jspecify.annotations.NullMarked;
