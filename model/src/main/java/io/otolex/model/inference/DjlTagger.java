package io.otolex.model.inference;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.otolex.audio.LogMel;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A compiled network on DJL's PyTorch engine. */
public final class DjlTagger implements Tagger, AutoCloseable {

    /*
     * All forward passes run on threads of this class, as many as batches are scored at once, in the order in which they
     * were asked for. OpenMP keeps a pool of threads, glibc an arena of native memory, for every thread that ever called:
     * two hundred request threads would keep two hundred of each.
     *
     * Native memory: a batch's tensors belong to a manager that lives as long as the batch. Outside stand only the
     * program's constants, which belong to the model. No NDArray leaves this class.
     */

    private static final Logger LOG = LoggerFactory.getLogger(DjlTagger.class);

    private static final int CLOSING_SECONDS = 60;

    private final Model model;
    private final ComputeDevice device;
    private final ModelDescription description;
    private final int minFrames;
    private final int maxBatch;
    private final ExecutorService scorer;

    private DjlTagger(
            Model model, ComputeDevice device, ModelDescription description, int minFrames, TaggerSettings settings) {
        this.device = device;
        this.model = model;
        this.description = description;
        this.minFrames = minFrames;
        this.maxBatch = settings.maxBatch();
        this.scorer = Executors.newFixedThreadPool(settings.batchesAtOnce(device), task -> {
            var thread = new Thread(task, "scorer");
            thread.setDaemon(true); // a command that forgets to close must still end
            return thread;
        });
    }

    /**
     * Loads a model on one device, compiling it if it is not in the store's cache, and scores one silent window: what
     * cannot run fails here, and the engine's first-run work is not left to the first request.
     *
     * @throws IOException if the model is missing, broken or unsuitable
     * @throws IllegalStateException if the device is not there
     */
    public static DjlTagger open(ModelStore store, TaggerSettings settings) throws IOException {
        return open(store, settings, 1).get(0);
    }

    /** The same on every device that is meant: one on a CPU, one for each GPU. */
    public static List<DjlTagger> openAll(ModelStore store, TaggerSettings settings) throws IOException {
        return open(store, settings, Integer.MAX_VALUE);
    }

    private static List<DjlTagger> open(ModelStore store, TaggerSettings settings, int most) throws IOException {
        NamedNetwork network = store.open(settings);
        Engine engine = PyTorchEngine.start(settings.threads());
        List<ComputeDevice> devices = PyTorchEngine.resolve(engine, settings.device());
        devices = devices.subList(0, Math.min(most, devices.size()));
        Precision precision = settings.precision().on(devices);
        warnOfSlowBfloat16(devices, precision);
        List<DjlTagger> taggers = new ArrayList<>();
        for (ComputeDevice device : devices) {
            var tagger = new DjlTagger(
                    load(engine, device, store.program(network, precision)),
                    device,
                    network.describe(precision),
                    network.network().backbone().minFrames(),
                    settings);
            taggers.add(tagger.triedOut());
        }
        return taggers;
    }

    private DjlTagger triedOut() throws IOException {
        try {
            score(List.of(silence(description)));
            return this;
        } catch (RuntimeException e) {
            close();
            throw new IOException("the engine cannot run " + description.name(), e);
        }
    }

    private static void warnOfSlowBfloat16(List<ComputeDevice> devices, Precision precision) {
        if (devices.contains(ComputeDevice.CPU) && precision == Precision.BFLOAT16 && !Precision.cpuKnowsBfloat16()) {
            LOG.warn("this CPU has no bfloat16 instructions: expect scoring to take many times as long as in float32");
        }
    }

    private static Model load(Engine engine, ComputeDevice device, ProgramCache.Entry entry) throws IOException {
        Model model = engine.newModel("otolex", PyTorchEngine.device(device));
        try {
            // Constants are no parameters: only while they are read can they be put on the device.
            model.load(entry.program(), null, Map.of("mapLocation", "true"));
            return model;
        } catch (MalformedModelException | RuntimeException e) {
            model.close();
            throw new IOException("the engine cannot load " + entry.program(), e);
        } finally {
            if (entry.temporary()) {
                Files.deleteIfExists(entry.program());
            }
        }
    }

    private static LogMel silence(ModelDescription description) {
        int frames = description.frontEnd().windowFrames();
        int bands = description.frontEnd().bands();
        float[] values = new float[frames * bands];
        Arrays.fill(values, description.frontEnd().level().ofSilence());
        return new LogMel(values, frames, bands);
    }

    public ModelDescription description() {
        return description;
    }

    /** Where it runs: a CPU, or a GPU with its number. */
    public ComputeDevice device() {
        return device;
    }

    /**
     * {@inheritDoc}
     *
     * <p>The network takes windows of any length from 24 frames on, but all of one call must have the same.
     *
     * @throws IllegalArgumentException if the windows' shapes differ or do not suit the network
     * @throws IllegalStateException after {@link #close}
     */
    @Override
    public List<Scores> score(List<LogMel> windows) {
        windows.forEach(window -> check(window, windows.get(0).frames()));
        List<Scores> scores = new ArrayList<>(windows.size());
        for (int from = 0; from < windows.size(); from += Math.min(maxBatch, windows.size())) {
            scores.addAll(onScorer(windows.subList(from, Math.min(windows.size() - from, maxBatch) + from)));
        }
        return scores;
    }

    private void check(LogMel window, int frames) {
        int bands = description.frontEnd().bands();
        if (window.bands() != bands || window.frames() != frames || frames < minFrames) {
            throw new IllegalArgumentException("a window of " + window.frames() + " x " + window.bands() + "; expected "
                    + frames + " x " + bands + " with at least " + minFrames + " frames");
        }
    }

    private List<Scores> onScorer(List<LogMel> windows) {
        try {
            return CompletableFuture.supplyAsync(() -> forward(windows), scorer).join();
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("the tagger is closed", e);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private List<Scores> forward(List<LogMel> windows) {
        try (NDManager batch = model.getNDManager().newSubManager()) {
            NDArray logMel = batch.create(flat(windows), shape(windows));
            NDList outputs = model.getBlock().forward(new ParameterStore(batch, false), new NDList(logMel), false);
            return split(outputs.get(0).toFloatArray(), outputs.get(1).toFloatArray(), windows.size());
        } catch (EngineException e) {
            throw DeviceMemoryException.isTold(e) ? new DeviceMemoryException(windows.size(), e) : e;
        }
    }

    /** [N, 1, T, F], as the program wants it. */
    private static Shape shape(List<LogMel> windows) {
        return new Shape(
                windows.size(), 1, windows.get(0).frames(), windows.get(0).bands());
    }

    private static float[] flat(List<LogMel> windows) {
        int each = windows.get(0).values().length;
        if (windows.size() == 1) {
            return windows.get(0).values();
        }
        float[] flat = new float[Math.multiplyExact(each, windows.size())];
        for (int i = 0; i < windows.size(); i++) {
            System.arraycopy(windows.get(i).values(), 0, flat, i * each, each);
        }
        return flat;
    }

    private List<Scores> split(float[] logits, float[] embeddings, int count) {
        List<Scores> scores = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            scores.add(
                    new Scores(row(logits, i, description.classes()), row(embeddings, i, description.embeddingSize())));
        }
        return scores;
    }

    private static float[] row(float[] matrix, int row, int width) {
        return Arrays.copyOfRange(matrix, row * width, (row + 1) * width);
    }

    /** Tensors that the model's manager owns now; it does not grow from batch to batch. */
    int nativeArrays() {
        return model.getNDManager().getManagedArrays().size();
    }

    /** Finishes what was asked for and gives the native memory back. Calling it twice does no harm. */
    @Override
    public synchronized void close() {
        if (scorer.isShutdown()) {
            return;
        }
        scorer.shutdown();
        try {
            if (scorer.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                model.close();
            } else {
                LOG.warn(
                        "a batch still runs after {} s; its memory is left to the end of the process", CLOSING_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
