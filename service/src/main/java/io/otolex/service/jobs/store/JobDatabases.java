package io.otolex.service.jobs.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Opens the jobs' database, or says in a sentence why it cannot be opened. */
public final class JobDatabases {

    private static final int H2_ALREADY_OPEN = 90020;
    private static final long CONNECT_MILLIS = 10_000;
    private static final String WITHOUT = ", or do without jobs by otolex.jobs.enabled=false.";

    private JobDatabases() {}

    /**
     * A server that several replicas share.
     *
     * @param connections at most so many at once
     */
    public static JobDatabase shared(
            String jdbcUrl, @Nullable String user, @Nullable String password, int connections) {
        if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
            throw new JobDatabaseException(
                    "the jobs' database can only be PostgreSQL, and its URL must start with jdbc:postgresql:",
                    "Correct otolex.jobs.database-url, or leave it out to keep jobs in a file.",
                    new IllegalArgumentException());
        }
        var pool = pool(jdbcUrl, connections);
        pool.setUsername(user);
        pool.setPassword(password);
        try {
            return JobDatabase.migrated(new HikariDataSource(pool));
        } catch (RuntimeException e) {
            throw new JobDatabaseException(
                    "the jobs' database cannot be used: " + rootMessage(e),
                    "Look at otolex.jobs.database-url, database-user and database-password" + WITHOUT,
                    e);
        }
    }

    /** A file in {@code folder}, for this process alone. */
    public static JobDatabase inFolder(Path folder, int connections) {
        Path file = folder.toAbsolutePath().resolve("jobs");
        try {
            Files.createDirectories(folder.toAbsolutePath(), privateFolder());
            JobDatabase database = JobDatabase.migrated(new HikariDataSource(pool(h2(file), connections)));
            new TaskTables(database).forgetWorkers();
            return database;
        } catch (IOException | RuntimeException e) {
            throw unusable(file, e);
        }
    }

    /*
     * WRITE_DELAY=0: a job that was accepted is in the file, even if the process is killed in the next moment; H2 would
     * gather half a second of commits otherwise. TRACE_LEVEL_FILE=0: what goes wrong is thrown, and belongs into the log
     * of the service, not into a file beside the database. DB_CLOSE_ON_EXIT: Spring closes it, after the last worker.
     */
    private static String h2(Path file) {
        if (file.toString().indexOf(';') >= 0) {
            throw new IllegalArgumentException("a folder whose name has a semicolon cannot be used");
        }
        return "jdbc:h2:file:" + file
                + ";WRITE_DELAY=0;TRACE_LEVEL_FILE=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000;CACHE_SIZE=16384";
    }

    private static HikariConfig pool(String jdbcUrl, int connections) {
        var config = new HikariConfig();
        config.setPoolName("jobs");
        config.setJdbcUrl(jdbcUrl);
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(CONNECT_MILLIS);
        return config;
    }

    private static JobDatabaseException unusable(Path file, Exception e) {
        if (isAlreadyOpen(e)) {
            return new JobDatabaseException(
                    "another Otolex already keeps its jobs in " + file + ".mv.db",
                    "Give this one a folder of its own by otolex.jobs.directory, let both share a PostgreSQL by"
                            + " otolex.jobs.database-url" + WITHOUT,
                    e);
        }
        return new JobDatabaseException(
                "jobs cannot be kept in " + file + ".mv.db: " + rootMessage(e),
                "Name a folder that can be written by otolex.jobs.directory" + WITHOUT,
                e);
    }

    private static boolean isAlreadyOpen(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == H2_ALREADY_OPEN) {
                return true;
            }
        }
        return false;
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.toString();
    }

    private static FileAttribute<?>[] privateFolder() {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        };
    }
}
