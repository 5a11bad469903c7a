package io.otolex.service.jobs.store;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** What happened to jobs, in rows, so that any replica can tell it and go on telling it. */
public final class JobEvents {

    private static final JsonMapper JSON = new JsonMapper();

    private final JobDatabase database;

    public JobEvents(JobDatabase database) {
        this.database = database;
    }

    /** What came after the event of this number, in order. */
    public List<JobEvent> after(UUID job, int number, int limit) {
        return database.sql()
                .sql("select number, name, data from job_events where job_id = :job and number > :number"
                        + " order by number limit :limit")
                .param("job", job)
                .param("number", number)
                .param("limit", limit)
                .query((row, i) -> new JobEvent(row.getInt(1), row.getString(2), row.getString(3)))
                .list();
    }

    /** How often something has happened to jobs on this replica: to be asked before the rows are. */
    public long happened() {
        return database.bell().rung();
    }

    /** Waits until something happens that {@code happened} did not count yet, on this replica, or for so long. */
    public void await(long happened, Duration most) throws InterruptedException {
        database.bell().await(happened, most);
    }

    /** Within the transaction that changed the job: the number is drawn under the row's lock. */
    void append(UUID job, String name) {
        database.sql()
                .sql("update jobs set last_event = last_event + 1 where id = :job")
                .param("job", job)
                .update();
        var row = database.sql()
                .sql("select * from jobs where id = :job")
                .param("job", job)
                .query((result, i) -> new Numbered(result.getInt("last_event"), JobRows.job(result, i)))
                .single();
        database.sql()
                .sql("insert into job_events (job_id, number, name, data) values (:job, :number, :name, :data)")
                .param("job", job)
                .param("number", row.number)
                .param("name", name)
                .param("data", data(row.job))
                .update();
        database.ringAfterCommit();
    }

    private record Numbered(int number, Job job) {}

    private static String data(Job job) {
        var data = new LinkedHashMap<String, Object>();
        data.put("id", job.id());
        data.put("status", job.status().label());
        data.put("audio_s", job.progress().scoredSeconds());
        job.progress().durationSeconds().ifPresent(seconds -> data.put("duration_s", seconds));
        job.progress().fraction().ifPresent(fraction -> data.put("fraction", fraction));
        job.failure().ifPresent(failure -> data.put("problem", "/problems/" + failure.type()));
        return JSON.writeValueAsString(data);
    }
}
