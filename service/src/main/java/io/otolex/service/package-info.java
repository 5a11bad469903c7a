/** The program: HTTP, metrics and the command line around the tagger. */
@NullMarked
package io.otolex.service;

import org.jspecify.annotations.NullMarked;
