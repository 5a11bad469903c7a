package io.otolex.service.jobs.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

/**
 * Recordings that wait for their jobs, where every replica can read them. The one in the database is the default; a
 * shared folder or a bucket would be another implementation.
 */
public interface AudioStore {

    /** Whether a recording of so many bytes would be kept now. */
    boolean hasRoom(long bytes);

    /**
     * Keeps a recording.
     *
     * @return false, with nothing kept, if there is no room for it
     */
    boolean store(UUID job, Path recording) throws IOException;

    /**
     * Writes a recording to a file.
     *
     * @return false if it is gone
     */
    boolean fetch(UUID job, Path target) throws IOException;

    /** Gives a recording's room back; nothing happens if it is gone. */
    void delete(UUID job);

    /** Deletes what was stored before {@code time}: no job needs it any more, or has waited too long. */
    int deleteStoredBefore(Instant time);

    /** Deletes what was stored before {@code time} and never got a job: its sender's request broke off. */
    int deleteOrphansBefore(Instant time);
}
