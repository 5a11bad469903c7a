package io.otolex.spark;

import io.otolex.audio.AudioDecodingException;
import io.otolex.model.checkpoint.Digests;
import io.otolex.model.inference.Budget;
import io.otolex.model.inference.ComputeDevice;
import io.otolex.model.tagging.Progress;
import io.otolex.model.tagging.TagOptions;
import java.io.IOException;
import java.util.Iterator;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/** One task: the rows of a partition, some of them at once, through the executor's engine. */
final class PartitionTagger implements MapPartitionsFunction<Row, Row> {

    private static final long serialVersionUID = 1L;
    private static final String GPU = "gpu";

    private final TaggerOptions options;
    private final int column;
    private final SerializableConfiguration hadoop;

    /** @param column of the paths or the contents */
    PartitionTagger(TaggerOptions options, int column, SerializableConfiguration hadoop) {
        this.options = options;
        this.column = column;
        this.hadoop = hadoop;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        if (!rows.hasNext()) {
            return rows; // no engine for an empty partition
        }
        ExecutorEngine engine = ExecutorEngine.of(options, device(), processors());
        TagOptions wanted = options.tags();
        var budget = Budget.unlimited();
        TaskCompletionListener cancel = task -> budget.cancel(); // killed, or its rows are not wanted
        TaskContext unused = TaskContext.get().addTaskCompletionListener(cancel);
        return new Ahead<>(rows, row -> tagged(row, engine, wanted, budget), engine.pool(), options.ahead());
    }

    /** What Spark gave this task; the engine of a GPU is shared by all tasks that were given it. */
    private ComputeDevice device() {
        var resource = TaskContext.get().resourcesJMap().get(GPU);
        boolean auto = options.device().equals(ComputeDevice.AUTO);
        return auto && resource != null ? ComputeDevice.parse("gpu:" + resource.addresses()[0]) : options.device();
    }

    private static int processors() {
        int here = Runtime.getRuntime().availableProcessors();
        return Math.min(here, SparkEnv.get().conf().getInt("spark.executor.cores", here));
    }

    private Row tagged(Row row, ExecutorEngine engine, TagOptions wanted, Budget budget) {
        if (row.isNullAt(column)) {
            return TagColumns.failed(row, engine.model(), null, Failure.NO_RECORDING);
        }
        @Nullable String sha256 = null;
        try (Recording recording = Recording.of(row.get(column), hadoop.value(), options.maxBytes())) {
            sha256 = Digests.sha256(recording.path());
            var tagged = engine.recordings().tag(recording.path(), wanted, budget, Progress.NONE);
            return TagColumns.tagged(row, engine.model(), sha256, tagged);
        } catch (AudioDecodingException | IOException | RuntimeException e) {
            budget.check(); // a task that is over has no rows
            return TagColumns.failed(row, engine.model(), sha256, Failure.of(e));
        }
    }
}
