package io.otolex.service.engine;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A service without an engine ends with a sentence and an advice, not with forty lines of stack trace. */
final class EngineFailureAnalyzer extends AbstractFailureAnalyzer<EngineException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, EngineException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}
