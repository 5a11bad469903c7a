package io.otolex.model.inference;

import java.util.BitSet;
import java.util.List;

/**
 * Which classes a model had enough examples of to learn them; the others get scores as well, which mean little.
 *
 * <p>What is not named is supported: a checkpoint that says nothing of its training claims all of its classes.
 */
public final class SupportedClasses {

    private final BitSet without;

    private SupportedClasses(BitSet without) {
        this.without = without;
    }

    public static SupportedClasses all() {
        return new SupportedClasses(new BitSet());
    }

    /** One flag for each of the model's outputs, in their order: 0 where the class is not supported. */
    static SupportedClasses of(List<Integer> flags) {
        BitSet without = new BitSet(flags.size());
        for (int index = 0; index < flags.size(); index++) {
            without.set(index, flags.get(index) == 0);
        }
        return new SupportedClasses(without);
    }

    /**
     * Whether the training data showed this class.
     *
     * @param index the model's output, from 0
     */
    public boolean contains(int index) {
        return !without.get(index);
    }

    /** How many of the first {@code classes} outputs are supported. */
    public int count(int classes) {
        return classes - without.get(0, classes).cardinality();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SupportedClasses classes && without.equals(classes.without);
    }

    @Override
    public int hashCode() {
        return without.hashCode();
    }

    @Override
    public String toString() {
        return without.isEmpty() ? "all" : "all but " + without;
    }
}
