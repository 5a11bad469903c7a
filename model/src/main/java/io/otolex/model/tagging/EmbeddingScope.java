package io.otolex.model.tagging;

/** Which scene embeddings are part of the answer. */
public enum EmbeddingScope {
    NONE,
    /** One for the recording: the mean of its windows'. */
    CLIP,
    /** One for each window. */
    WINDOW
}
