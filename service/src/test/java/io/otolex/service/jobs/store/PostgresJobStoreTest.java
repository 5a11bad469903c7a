package io.otolex.service.jobs.store;

import io.otolex.service.jobs.Postgres;
import java.nio.file.Path;

class PostgresJobStoreTest extends JobStoreContract {

    @Override
    JobDatabase open(Path folder) {
        return JobDatabases.shared(Postgres.emptyDatabase(), "postgres", "", 10);
    }
}
