package io.otolex.model.inference;

import io.otolex.model.backbone.Backbone;
import io.otolex.model.backbone.Network;
import io.otolex.model.program.TrainableProgram;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Models by their sources: fetched on request, compiled once, described and exported.
 *
 * <p>Everything it keeps is under one directory, which may be deleted at any time. Safe for several processes at once.
 */
public final class ModelStore {

    private final CheckpointStore checkpoints;
    private final ProgramCache programs;
    private final GoldenScores golden;

    ModelStore(Path directory, Download download) {
        this.checkpoints = new CheckpointStore(directory.resolve("checkpoints"), download);
        this.programs = new ProgramCache(directory.resolve("programs"));
        this.golden = new GoldenScores(directory.resolve("golden"));
    }

    public static ModelStore at(Path directory) {
        return new ModelStore(directory, Download.overHttps());
    }

    /** In {@code $XDG_CACHE_HOME/otolex}, or {@code ~/.cache/otolex}. */
    public static ModelStore inUserCache() {
        return at(userCache(System.getenv(), System.getProperty("user.home")));
    }

    static Path userCache(Map<String, String> environment, String home) {
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path base = Path.of(xdg).isAbsolute() ? Path.of(xdg) : Path.of(home, ".cache");
        return base.resolve("otolex");
    }

    /** Makes a model ready: fetches it if it is remote and not here, checks it, and compiles it. */
    public ModelSummary importModel(ModelSource source, Precision precision, TransferListener listener)
            throws IOException {
        checkpoints.fetch(source, listener);
        NamedNetwork model = checkpoints.open(source);
        Precision resolved = precision.on(List.of(ComputeDevice.CPU));
        programs.get(model, resolved);
        return model.summarise(resolved);
    }

    /** What a model is; reads the checkpoint, compiles and downloads nothing. */
    public ModelSummary describe(ModelSource source, Precision precision) throws IOException {
        return checkpoints.open(source).summarise(precision.on(List.of(ComputeDevice.CPU)));
    }

    /** Writes the program that a tagger runs, to be loaded by any libtorch. */
    public void exportFrozen(ModelSource source, Precision precision, Path file) throws IOException {
        ProgramCache.compile(checkpoints.open(source), precision.on(List.of(ComputeDevice.CPU)), file);
    }

    /**
     * Writes a program for {@code torch.jit.load} and an optimizer; its keys are those of the checkpoint.
     *
     * @param dropPath the drop-path rate of the last block, in [0, 1)
     */
    public void exportTrainable(ModelSource source, double dropPath, Path file) throws IOException {
        write(checkpoints.open(source).network().trainable(dropPath), file);
    }

    /** Writes a network that has learned nothing yet; the same seed gives the same weights. */
    public static void exportInitialised(Backbone backbone, long seed, double dropPath, Path file) throws IOException {
        write(Network.initialised(backbone, seed).trainable(dropPath), file);
    }

    /**
     * Writes a network to fine-tune: the body of a checkpoint of another task, or of pre-training, between fresh ends.
     *
     * @param start where its weights come from; of the same architecture
     */
    public void exportStart(Backbone backbone, ModelSource start, long seed, double dropPath, Path file)
            throws IOException {
        write(Network.startingFrom(backbone, checkpoints.read(start), seed).trainable(dropPath), file);
    }

    private static void write(TrainableProgram program, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            program.write(out);
        }
    }

    NamedNetwork open(TaggerSettings settings) throws IOException {
        if (settings.download()) {
            checkpoints.fetch(settings.source(), TransferListener.NONE);
        }
        return checkpoints.open(settings.source());
    }

    GoldenScores golden() {
        return golden;
    }

    ProgramCache.Entry program(NamedNetwork model, Precision precision) throws IOException {
        return programs.get(model, precision);
    }
}
