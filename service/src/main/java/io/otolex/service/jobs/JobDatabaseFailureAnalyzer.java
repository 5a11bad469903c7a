package io.otolex.service.jobs;

import io.otolex.service.jobs.store.JobDatabaseException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A service that cannot keep its jobs ends with a sentence and an advice. */
final class JobDatabaseFailureAnalyzer extends AbstractFailureAnalyzer<JobDatabaseException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, JobDatabaseException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}
