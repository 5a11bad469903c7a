package io.otolex.service.cli;

import io.otolex.model.labels.Ontology;
import io.otolex.model.tagging.TagOptions;
import io.otolex.service.bulk.Annotations;
import io.otolex.service.bulk.Bulk;
import io.otolex.service.bulk.BulkException;
import io.otolex.service.bulk.BulkSettings;
import io.otolex.service.bulk.BulkTotals;
import io.otolex.service.bulk.Input;
import io.otolex.service.bulk.RowFormat;
import io.otolex.service.bulk.RowOfFile;
import io.otolex.service.bulk.RunTerms;
import io.otolex.service.bulk.Shard;
import io.otolex.service.engine.Engine;
import io.otolex.service.engine.EngineException;
import io.otolex.service.engine.EngineFactory;
import io.otolex.service.formats.Answers;
import io.otolex.service.formats.Formats;
import io.otolex.service.formats.TagFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tags an archive, as many recordings at once as the machine takes, into a table that a second run goes on with. */
@Command(
        name = "bulk",
        description = "Tags an archive into a table: a row for every file, whatever it is.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%n",
        footer = {
            "A run that was interrupted (exit code 130 or 143) has kept what was finished; --resume goes on.",
            "Example: otolex bulk archive --output tags --format parquet --resume"
        })
final class BulkCommand implements Callable<Integer> {

    private final EngineFactory engines;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "INPUT",
            description = "Folders (every file in them), recordings, patterns such as 'archive/**.flac', and manifests:"
                    + " files called .txt, .lst or .tsv with a name a line, or - for standard input.")
    private List<String> inputs = List.of();

    @Option(
            names = "--base",
            paramLabel = "FOLDER",
            description = "Where relative names of a manifest begin. Default: the working directory")
    private Path base = Path.of("");

    @Option(names = "--output", required = true, paramLabel = "FOLDER", description = "Where the rows go, in parts")
    private Path output = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "ndjson",
            description = "ndjson, csv or parquet. Default: ${DEFAULT-VALUE}")
    private RowFormat format = RowFormat.NDJSON;

    @Option(
            names = "--annotations",
            split = ",",
            paramLabel = "FORMAT",
            description = "Files beside each recording too: audacity, raven, vtt, json, csv, ndjson")
    private List<String> annotations = List.of();

    @Option(names = "--resume", description = "Skip what earlier runs into this folder have done")
    private boolean resume;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            defaultValue = "0/1",
            description = "Only the I-th of N shares of the files, I from 0. Default: ${DEFAULT-VALUE}, all")
    private String shard = "";

    @Option(names = "--exit-zero", description = "Exit with 0 although some files failed; their rows say so")
    private boolean exitZero;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "0",
            description = "Recordings at once, up to 80 MB each. Default: two for each processor")
    private int parallel;

    @Option(
            names = "--part-rows",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Rows in a part. Default: ${DEFAULT-VALUE}")
    private int partRows;

    @Option(
            names = "--part-time",
            paramLabel = "DURATION",
            defaultValue = "5m",
            description = "How long a part stays open: what a power cut may cost. Default: ${DEFAULT-VALUE}")
    private Duration partTime = Duration.ZERO;

    @Mixin
    private final TaggingOptions tagging = new TaggingOptions();

    BulkCommand(EngineFactory engines) {
        this.engines = engines;
    }

    @Override
    public Integer call() throws EngineException, IOException, InterruptedException {
        BulkSettings settings = settings();
        List<Input> sources = sources();
        List<TagFormat> beside = annotations.stream().map(this::annotation).toList();
        TagOptions options = tagging.read(beside.stream().anyMatch(TagFormat::needsTimeline));
        try (Engine engine = tagging.open(engines, settings.parallel());
                var bar = new BulkBar(Terminal.ERR, sources, settings.shard())) {
            var answers = new Answers(engine.model(), Ontology.audioSet());
            var rows = new RowOfFile(engine, answers, options, tagging.wantsTimeline(), new Annotations(beside));
            var bulk = new Bulk(settings, terms(engine), rows, bar);
            return finished(run(bulk, sources), bar);
        }
    }

    private BulkTotals run(Bulk bulk, List<Input> sources) throws IOException, InterruptedException {
        var onSignal = new Thread(() -> stop(bulk), "stopping");
        Runtime.getRuntime().addShutdownHook(onSignal);
        try {
            return bulk.run(sources);
        } catch (BulkException e) {
            throw tagging.refusal(String.valueOf(e.getMessage()));
        } finally {
            removeUnlessStopping(onSignal);
        }
    }

    private void stop(Bulk bulk) {
        try {
            bulk.stop();
        } catch (IOException e) {
            commandLine().getErr().println("otolex: the last part cannot be written: " + e.getMessage());
        }
    }

    private static void removeUnlessStopping(Thread hook) {
        try {
            boolean unused = Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // it runs already
        }
    }

    private int finished(BulkTotals totals, BulkBar bar) {
        bar.close();
        commandLine().getErr().println("otolex: " + bar.summary(totals));
        return totals.failed() == 0 || exitZero ? ExitCode.OK : ExitCode.SOME_FILES_FAILED;
    }

    private RunTerms terms(Engine engine) {
        return new RunTerms(engine.model().digest(), engine.model().precision(), tagging.given(), format);
    }

    private BulkSettings settings() {
        int places = parallel == 0 ? 2 * Runtime.getRuntime().availableProcessors() : parallel;
        return told(() -> new BulkSettings(output, format, Shard.parse(shard), resume, places, partRows, partTime));
    }

    private List<Input> sources() {
        return told(() ->
                inputs.stream().map(text -> Input.parse(text, base, output)).toList());
    }

    /** What is read before the engine is loaded: a mistake is told at once. */
    private <T> T told(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw tagging.refusal(String.valueOf(e.getMessage()));
        }
    }

    private TagFormat annotation(String name) {
        return Formats.named(name)
                .orElseThrow(() -> tagging.refusal("There is no format " + name + " for annotations."));
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec).commandLine();
    }
}
