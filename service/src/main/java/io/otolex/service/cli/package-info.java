/** The command line: tags for files and the care of models, without Spring. */
@NullMarked
package io.otolex.service.cli;

import org.jspecify.annotations.NullMarked;
