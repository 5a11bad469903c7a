package io.otolex.model.tagging;

/** What the scores of a class say about the classes above it. */
public enum Rollup {
    /** Nothing: only classes of the model are tags, each with its own score. */
    NONE,
    /** A class scores at least as high as any class below it, and groups that no model scores become tags too. */
    MAX
}
