package io.otolex.model.program;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A program with its weights inside, folded: what a tagger runs.
 *
 * <p>Float32 at both ends. Inside, from the stem to the last stage, float32 or bfloat16; pooling and head are float32
 * in either case, which costs nothing and keeps the scores apart.
 */
public final class FrozenProgram {

    /** Part of the name of every compiled file: a change of what is written must change it. */
    public static final int EMITTER_VERSION = 2;

    private record Constant(String name, Storage storage) {}

    private final Program program;
    private final Weights weights;
    private final Map<Constant, Integer> constants = new LinkedHashMap<>();

    public FrozenProgram(Program program, Weights weights) {
        Folding.Folded folded = Folding.fold(program, weights);
        this.program = folded.program();
        this.weights = folded.weights();
    }

    /** Writes the archive; the stream stays open. */
    public void write(OutputStream out, boolean bfloat16) throws IOException {
        constants.clear();
        String code = code(bfloat16 ? Op.BFLOAT16 : Op.FLOAT32);
        try (var archive = new Archive(out)) {
            archive.put("data.pkl", emptyModule());
            archive.put("code/__torch__/otolex.py", code);
            archive.put("constants.pkl", pickledConstants());
            for (Map.Entry<Constant, Integer> entry : constants.entrySet()) {
                Constant constant = entry.getKey();
                archive.put("constants/" + entry.getValue(), constant.storage.bytes(weights.get(constant.name)));
            }
            archive.put("version", "3\n");
        }
    }

    private String code(int innerDtype) {
        Storage innerStorage = innerDtype == Op.BFLOAT16 ? Storage.BFLOAT16 : Storage.FLOAT;
        var text = ProgramText.frozen(
                program,
                (name, inner) -> "CONSTANTS.c" + number(name, inner ? innerStorage : Storage.FLOAT),
                innerDtype);
        return """
                class Network(Module):
                  __parameters__ = []
                  __buffers__ = []
                  def forward(self: __torch__.otolex.Network,
                    logmel: Tensor) -> Tuple[Tensor, Tensor]:
                """ + text.forward();
    }

    private int number(String name, Storage storage) {
        return constants.computeIfAbsent(new Constant(name, storage), unused -> constants.size());
    }

    private byte[] pickledConstants() {
        var pickle = new PickleWriter().mark();
        constants.forEach((constant, number) -> constant.storage.pickle(
                pickle, number.toString(), weights.get(constant.name).shape(), false));
        return pickle.tuple().stop();
    }

    private static byte[] emptyModule() {
        return new PickleWriter()
                .global("__torch__.otolex", "Network")
                .emptyTuple()
                .newObject()
                .emptyDict()
                .build()
                .stop();
    }
}
