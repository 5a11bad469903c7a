package io.otolex.audio;

/**
 * One stretch of a recording, of the length that a model scores at once.
 *
 * @param index 0, 1, 2, …
 * @param startSeconds where it begins in the recording
 * @param endSeconds where it ends; only a recording shorter than one window ends before its samples, in zeros
 * @param pcm always {@link LogMelSpec#windowSamples} long
 */
public record Window(int index, double startSeconds, double endSeconds, Pcm pcm) {
    public Window {
        if (index < 0 || startSeconds < 0 || endSeconds < startSeconds) {
            throw new IllegalArgumentException(
                    "window " + index + " cannot reach from " + startSeconds + " s to " + endSeconds + " s");
        }
    }
}
