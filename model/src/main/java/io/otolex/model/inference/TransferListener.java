package io.otolex.model.inference;

/** Told how a download goes on. */
@FunctionalInterface
public interface TransferListener {

    TransferListener NONE = (bytes, total) -> {};

    /** Bytes that have come, and how many there will be, or -1 where the server does not say. */
    void received(long bytes, long total);
}
