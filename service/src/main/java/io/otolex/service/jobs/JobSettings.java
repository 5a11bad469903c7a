package io.otolex.service.jobs;

import io.otolex.service.jobs.store.JobDatabase;
import io.otolex.service.jobs.store.JobDatabases;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Jobs: where they are kept, how many there may be and for how long.
 *
 * @param enabled whether there are jobs at all; without them nothing is written beyond uploads in flight
 * @param directory of the file that keeps them for a single instance; the user's data folder if not given
 * @param databaseUrl of a PostgreSQL that several replicas share, instead of a file: {@code jdbc:postgresql://…}
 * @param databaseUser of that PostgreSQL
 * @param databasePassword of that PostgreSQL
 * @param databaseConnections at once, for each replica
 * @param concurrent jobs worked on at once by one replica. They share the model with everybody who waits for an answer
 * @param maxUnfinished jobs that wait or run, in all; more are refused
 * @param maxAudio bytes of recordings that wait in the database, in all; more are refused
 * @param maxQueuedAudio seconds of audio that unfinished jobs may be expected to have, in all; more are refused. Divided
 *     by the seconds of audio that all replicas score in a second, it is the longest that a job waits
 * @param audioRetention how long a recording may wait for its turn before it is deleted, and its job with it fails
 * @param retention how long an ended job is kept with its result
 * @param maxTime that one job may run
 * @param maxAttempts how often a job is begun whose worker dies over it, before it fails
 * @param heartbeat how often a worker says that it lives; after four silent ones its job is begun again elsewhere
 * @param pollInterval how often a replica looks for what another one did: jobs taken in, events, cancellations
 * @param maxStreams open streams of events, each with a thread
 * @param keepAlive how long a stream of events is silent at most; shorter than proxies wait
 */
@Validated
@ConfigurationProperties("otolex.jobs")
record JobSettings(
        @DefaultValue("true") boolean enabled,
        @Nullable Path directory,
        @Nullable String databaseUrl,
        @Nullable String databaseUser,
        @Nullable String databasePassword,
        @Positive @DefaultValue("10") int databaseConnections,
        @Positive @DefaultValue("1") int concurrent,
        @Positive @DefaultValue("1000") int maxUnfinished,
        @NotNull @DefaultValue("10GB") DataSize maxAudio,
        @NotNull @DefaultValue("500h") Duration maxQueuedAudio,
        @NotNull @DefaultValue("24h") Duration audioRetention,
        @NotNull @DefaultValue("7d") Duration retention,
        @NotNull @DefaultValue("6h") Duration maxTime,
        @Positive @DefaultValue("3") int maxAttempts,
        @NotNull @DefaultValue("10s") Duration heartbeat,
        @NotNull @DefaultValue("1s") Duration pollInterval,
        @Positive @DefaultValue("100") int maxStreams,
        @NotNull @DefaultValue("15s") Duration keepAlive) {

    JobSettings {
        positive(maxQueuedAudio, "max-queued-audio");
        positive(audioRetention, "audio-retention");
        positive(retention, "retention");
        positive(maxTime, "max-time");
        positive(heartbeat, "heartbeat");
        positive(pollInterval, "poll-interval");
        positive(keepAlive, "keep-alive");
        if (databaseConnections < concurrent + 6) {
            throw new IllegalArgumentException("otolex.jobs.database-connections must be at least 6 more than"
                    + " otolex.jobs.concurrent, was " + databaseConnections);
        }
    }

    private static void positive(Duration time, String name) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("otolex.jobs." + name + " must be positive, was " + time);
        }
    }

    JobDatabase open() {
        return databaseUrl == null || databaseUrl.isBlank()
                ? JobDatabases.inFolder(folder(), databaseConnections)
                : JobDatabases.shared(databaseUrl, databaseUser, databasePassword, databaseConnections);
    }

    private Path folder() {
        return directory == null ? userData().resolve("otolex") : directory;
    }

    private static Path userData() {
        String xdg = System.getenv("XDG_DATA_HOME");
        return xdg == null || xdg.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "share")
                : Path.of(xdg);
    }

    /** Passwords do not belong in logs. */
    @Override
    public String toString() {
        return "JobSettings[enabled=" + enabled + "]";
    }
}
