package io.otolex.model.tagging;

/** How the scores of many windows become one score of the recording. */
public enum Aggregate {
    /** The best window's: a dog that barks once in an hour was there. */
    MAX,
    /** The mean of the windows' scores: how much of the recording sounds like it. */
    MEAN
}
