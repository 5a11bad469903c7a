package io.otolex.service.engine;

import io.otolex.model.inference.BatchListener;
import io.otolex.model.inference.ComputeDevice;
import io.otolex.model.inference.ModelSource;
import io.otolex.model.inference.ModelStore;
import io.otolex.model.inference.Precision;
import io.otolex.model.inference.ScoringEngine;
import io.otolex.model.inference.TaggerSettings;
import java.io.IOException;
import java.nio.file.FileSystemException;

/** Everything that needs a model's file: what goes wrong with it becomes one exception with an advice. */
public final class Models {

    private static final String ADVICE =
            "Look at otolex.model.source, otolex.model.precision and otolex.model.device; a remote model must be imported first:"
                    + " otolex model import SOURCE.";

    private Models() {}

    /** What is done with a model's file. */
    @FunctionalInterface
    public interface Work<T> {
        T with(ModelStore store, ModelSource source, Precision precision) throws IOException;
    }

    public static <T> T use(ModelSettings settings, Work<T> work) throws EngineException {
        try {
            return work.with(
                    settings.store(), ModelSource.parse(settings.source()), Precision.parse(settings.precision()));
        } catch (IOException | RuntimeException | LinkageError e) { // the engine's natives fail in every way
            throw new EngineException("the model " + settings.source() + " cannot be had: " + told(e), ADVICE, e);
        }
    }

    static ScoringEngine open(ModelSettings settings, BatchingSettings batching, BatchListener listener)
            throws EngineException {
        return use(
                settings,
                (store, source, precision) -> ScoringEngine.open(
                        store,
                        new TaggerSettings(
                                source,
                                precision,
                                ComputeDevice.parse(settings.device()),
                                settings.threads(),
                                Math.max(1, batching.maxBatch()),
                                1,
                                false),
                        batching.settings(),
                        listener));
    }

    /** Some exceptions of files say no more than the file's name. */
    private static String told(Throwable e) {
        boolean nameOnly = e instanceof FileSystemException file && file.getReason() == null;
        return nameOnly || e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
