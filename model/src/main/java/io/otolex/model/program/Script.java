package io.otolex.model.program;

/** What an operation may ask of the program text that is being written. */
interface Script {

    /** The variable that holds an earlier value. */
    String of(Value value);

    /** The expression of a weight that meets {@code value}, in the type that value is computed in. */
    String weight(String name, Value value);

    /**
     * The name of a function that may overwrite {@code value}: the hidden layers are the largest tensors of all. Only a
     * frozen program does so, and only with what nobody else reads.
     */
    String inPlace(String function, Value value);

    /** Adds a line before the one that is being written. */
    void statement(String line);

    /** A variable name that is not used yet. */
    String fresh();

    /** Whether the program can train; a frozen one has no drop path and no batch statistics. */
    boolean trainable();

    /** The variable that says which places an encoder may see, or nothing where it sees all. */
    String mask();

    /** The number of the dtype that the inside is computed in, as TorchScript numbers them. */
    int innerDtype();
}
