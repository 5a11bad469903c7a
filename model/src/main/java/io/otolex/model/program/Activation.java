package io.otolex.model.program;

/** A function of every value on its own, under TorchScript's name for it. */
public enum Activation {
    /** The exact one, with erf: the tanh form is off by 5e-4 in the logits. */
    GELU("gelu"),
    RELU("relu"),
    /** {@code x * relu6(x + 3) / 6}. */
    HARDSWISH("hardswish"),
    SIGMOID("sigmoid");

    private final String torchName;

    Activation(String torchName) {
        this.torchName = torchName;
    }

    String torchName() {
        return torchName;
    }
}
