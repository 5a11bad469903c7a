package io.otolex.model.labels;

/** A name that no class has. */
public final class UnknownLabelException extends Exception {

    private static final long serialVersionUID = 1L;

    UnknownLabelException(String name, Label nearest) {
        super("there is no label \"" + name + "\"; the nearest is \"" + nearest.name() + "\" (" + nearest.id() + ")");
    }
}
