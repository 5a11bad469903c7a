package io.otolex.service;

/** The end of a service that is told to end while it still starts. */
final class EarlyEnd {

    /*
     * Spring would finish the start first, loading and warming up a model for nobody, and whoever waits for the end may
     * lose patience: `docker stop` kills after ten seconds. Nothing was accepted yet, so nothing is lost by ending at once.
     */

    private static final int TERMINATED = 128 + 15; // what a JVM that got SIGTERM exits with

    private EarlyEnd() {}

    /** Runs {@code start}; a signal to end that comes meanwhile ends the process at once. */
    static void during(Runnable start) {
        var end = new Thread(() -> Runtime.getRuntime().halt(TERMINATED), "early-end");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            start.run();
        } finally {
            removeUnlessEnding(end);
        }
    }

    private static void removeUnlessEnding(Thread end) {
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException ending) {
            // the signal came first, and this thread has no more to say
        }
    }
}
