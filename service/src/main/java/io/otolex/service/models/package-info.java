/** The model that speaks: where it comes from, how it is loaded, what it says about itself. */
@NullMarked
package io.otolex.service.models;

import org.jspecify.annotations.NullMarked;
