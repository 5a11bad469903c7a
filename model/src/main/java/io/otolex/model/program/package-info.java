/**
 * A network as a list of operations, and the TorchScript archives written from it.
 *
 * <p>A backbone describes its forward pass once. Two files come of it: a
 * {@linkplain io.otolex.model.program.FrozenProgram frozen} one to score with and a
 * {@linkplain io.otolex.model.program.TrainableProgram trainable} one to train.
 */
@NullMarked
package io.otolex.model.program;

import org.jspecify.annotations.NullMarked;
