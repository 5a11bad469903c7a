/** What the API says about itself: its description for programs and the page that draws it for people. */
@NullMarked
package io.otolex.service.openapi;

import org.jspecify.annotations.NullMarked;
