/** The shape of Hugging Face's audio classification: bytes or base64 in, labels and scores out. */
@NullMarked
package io.otolex.service.huggingface;

import org.jspecify.annotations.NullMarked;
