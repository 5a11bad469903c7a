/** Who may ask for what, who is asking, and what browsers are told to forbid. */
@NullMarked
package io.otolex.service.security;

import org.jspecify.annotations.NullMarked;
