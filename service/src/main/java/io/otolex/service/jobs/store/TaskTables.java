package io.otolex.service.jobs.store;

/** The tables of the schedulers. */
public final class TaskTables {

    /** Recordings to be tagged. */
    public static final String TAGGING = "tagging_tasks";
    /** What takes seconds: webhooks, sweeping. */
    public static final String LIGHT = "light_tasks";

    private final JobDatabase database;

    TaskTables(JobDatabase database) {
        this.database = database;
    }

    /** For a database that only this process has: whoever held a task before it is dead, and needs no time to prove it. */
    void forgetWorkers() {
        for (String table : new String[] {TAGGING, LIGHT}) {
            database.sql()
                    .sql("update " + table + " set picked = false, picked_by = null where picked = true")
                    .update();
        }
    }
}
