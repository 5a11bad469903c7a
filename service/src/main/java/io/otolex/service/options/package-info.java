/** The options of tagging, by the names and in the ranges that every surface shares. */
@NullMarked
package io.otolex.service.options;

import org.jspecify.annotations.NullMarked;
