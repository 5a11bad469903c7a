package io.otolex.service;

import io.otolex.audio.AudioDecodingException;
import io.otolex.audio.InputReport;
import io.otolex.audio.LogMelSpec;
import io.otolex.audio.mel.LogMelExtractor;
import io.otolex.model.inference.Budget;
import io.otolex.model.inference.ModelDescription;
import io.otolex.model.inference.Scores;
import io.otolex.model.inference.SupportedClasses;
import io.otolex.model.labels.Labels;
import io.otolex.model.tagging.Progress;
import io.otolex.model.tagging.RecordingTagger;
import io.otolex.model.tagging.StageListener;
import io.otolex.model.tagging.TagOptions;
import io.otolex.model.tagging.Tagged;
import io.otolex.model.tagging.TaggingPipeline;
import io.otolex.service.engine.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The real pipeline between a decoder and a model that are made up; fails as the file's first words ask. */
public final class FakeEngine implements RecordingTagger {

    public static final ModelDescription MODEL = new ModelDescription(
            "fake",
            Optional.of("1.0.0"),
            "0".repeat(64),
            "none",
            527,
            527,
            768,
            "float32",
            LogMelSpec.AUDIOSET_32K,
            SupportedClasses.all());

    private static final Map<String, Supplier<AudioDecodingException>> FAILURES = Map.of(
            "empty", () -> new AudioDecodingException.Empty("there is no sample"),
            "text", () -> new AudioDecodingException.UnsupportedFormat("no known container"),
            "corrupt", () -> new AudioDecodingException.Corrupt("bad frame at byte 12"),
            "long", () -> new AudioDecodingException.TooLong(Duration.ofHours(3)),
            "bomb", () -> new AudioDecodingException.TooExpensive("it takes more than 1 GiB"),
            "broken", () -> new AudioDecodingException.DecoderUnavailable("no ffmpeg"));

    private static final float[] LOGITS = logits();

    private final RecordingTagger pipeline = new TaggingPipeline(
            new FakeDecoder(1 / 3.0, 60, new InputReport("pcm_s16le", 44_100, 2, 0)),
            new LogMelExtractor(MODEL.frontEnd()),
            windows -> Collections.nCopies(windows.size(), new Scores(LOGITS, new float[MODEL.embeddingSize()])),
            Labels.audioSet(),
            1,
            StageListener.NONE);

    public static Engine open() {
        return new Engine(MODEL, new FakeEngine(), new FakeDecoder(), () -> {});
    }

    /** Counts the recordings that it is asked to tag. */
    public static Engine counting(AtomicInteger recordings) {
        var engine = new FakeEngine();
        return new Engine(
                MODEL,
                (spool, options, budget, progress) -> {
                    recordings.incrementAndGet();
                    return engine.tag(spool, options, budget, progress);
                },
                new FakeDecoder(),
                () -> {});
    }

    /** Class i has a score of 1 / (3 + i), in every window. */
    private static float[] logits() {
        float[] logits = new float[MODEL.classes()];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) -Math.log(2 + i);
        }
        return logits;
    }

    @Override
    public Tagged tag(Path spool, TagOptions options, Budget budget, Progress progress) throws AudioDecodingException {
        String content = understood(spool);
        if (content.startsWith("slow ")) {
            slowly(slowWindows(content), budget, progress);
        }
        return pipeline.tag(spool, options, budget, progress);
    }

    static int slowWindows(String content) {
        return Integer.parseInt(content.substring("slow ".length()).strip());
    }

    /** What the file says, unless it asks for a failure. */
    static String understood(Path spool) throws AudioDecodingException {
        String content = content(spool);
        if (content.startsWith("fault")) {
            throw new IllegalStateException("secret");
        }
        var failure = FAILURES.get(content);
        if (failure != null) {
            throw failure.get();
        }
        return content;
    }

    /** A window of ten seconds after each tenth of a second, before the work itself. */
    private static void slowly(int windows, Budget budget, Progress progress) {
        for (int window = 1; window <= windows; window++) {
            budget.check();
            pause();
            progress.scored(10.0 * window);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String content(Path spool) {
        try {
            return Files.readString(spool, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
