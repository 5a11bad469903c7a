package io.otolex.model.program;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A program whose weights are named parameters and buffers, for {@code torch.jit.load} and an optimizer.
 *
 * <p>Nothing is folded, so that {@code state_dict()} has the keys of the checkpoint. The module is saved in training
 * mode; {@code eval()} and {@code train()} switch drop path and the statistics of batch norm.
 *
 * <p>Beside {@code forward(logmel)} there is {@code forward_with_map(logmel)}, which gives the last map [N, T, F, C] as a
 * third result, for a loss on it, and {@code map(logmel, visible)}, that map alone, for masked pre-training:
 * {@code visible} is [N, T, F, 1] on the grid of that map, 1 where the encoder may look and 0 elsewhere.
 * Only architectures that can keep the hidden places out of the others' sight heed it.
 */
public final class TrainableProgram {

    private final Program program;
    private final Weights weights;

    public TrainableProgram(Program program, Weights weights) {
        this.program = program;
        this.weights = weights;
    }

    /** Writes the archive; the stream stays open. */
    public void write(OutputStream out) throws IOException {
        ModuleTree root = ModuleTree.of(weights.tensors().keySet());
        String code = root.code(methods());
        try (var archive = new Archive(out)) {
            var numbers = new ModuleTree.Numbers();
            var pickle = new PickleWriter();
            root.pickle(pickle, weights, numbers);
            archive.put("data.pkl", pickle.stop());
            archive.put("code/__torch__/otolex.py", code);
            archive.put("constants.pkl", new PickleWriter().emptyTuple().stop());
            for (String name : numbers.inOrder()) {
                archive.put("data/" + numbers.of(name), ModuleTree.storage(name).bytes(weights.get(name)));
            }
            archive.put("version", "3\n");
        }
    }

    private String methods() {
        return """
                  def forward(self: __torch__.otolex.Network,
                    logmel: Tensor) -> Tuple[Tensor, Tensor]:
                    logits, embedding, map = (self).forward_with_map(logmel, )
                    return (logits, embedding)
                  def forward_with_map(self: __torch__.otolex.Network,
                    logmel: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
                    training = self.training
                """ + text().forwardWithMap() + """
                  def map(self: __torch__.otolex.Network,
                    logmel: Tensor,
                    visible: Tensor) -> Tensor:
                    training = self.training
                """ + text().map("visible");
    }

    private ProgramText text() {
        return ProgramText.trainable(program, (name, inner) -> ModuleTree.path(name));
    }
}
