package io.otolex.service.bulk;

/** Told how a run goes, by several threads. */
public interface BulkProgress {

    BulkProgress NONE = new BulkProgress() {};

    /** An earlier run had done so many. */
    default void skipped(long files) {}

    default void done(boolean ok, double audioSeconds) {}
}
