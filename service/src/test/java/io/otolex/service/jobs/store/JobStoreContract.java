package io.otolex.service.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DuplicateKeyException;

/** What the jobs rely on, whichever database keeps them. */
abstract class JobStoreContract {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.123456Z");
    private static final JobFailure FAILURE = new JobFailure("no-audio", "there is no sample");

    @TempDir
    Path folder;

    private JobDatabase database;
    private JobStore jobs;
    private JobEvents events;

    abstract JobDatabase open(Path folder);

    @BeforeEach
    void openDatabase() {
        database = open(folder);
        jobs = new JobStore(database);
        events = new JobEvents(database);
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void aJobIsReadAsItWasWritten() {
        var request = new JobRequest(
                "key:a",
                "once",
                "f",
                Map.of("top_k", "3", "labels", "Dog,\"Cat\""),
                URI.create("https://a.test/x.wav"),
                7,
                2.5,
                URI.create("https://b.test/hook"));

        Job job = jobs.add(UUID.randomUUID(), request, NOW);

        assertThat(jobs.find(job.id())).hasValue(job);
        assertThat(jobs.find("key:a", "once")).hasValue(job);
        assertThat(job.request()).isEqualTo(request);
        assertThat(job.createdAt()).isEqualTo(NOW);
        assertThat(job.status()).isEqualTo(JobStatus.QUEUED);
        assertThat(job.progress()).isEqualTo(JobProgress.NONE);
    }

    @Test
    void aKeyIsUsedOnceByEachOwner() {
        add("a", "k");

        assertThatThrownBy(() -> add("a", "k")).isInstanceOf(DuplicateKeyException.class);
        assertThat(add("b", "k")).isNotNull();
        assertThat(List.of(add("a", null), add("a", null))).hasSize(2);
    }

    @Test
    void aJobGoesThroughItsStatesAndTellsThemInOrder() {
        Job job = begun(add("a", null));

        assertThat(jobs.progress(job, new JobProgress(10, OptionalDouble.of(40))))
                .isTrue();
        assertThat(jobs.succeed(job, 40, NOW)).isTrue();

        assertThat(names(job)).containsExactly("queued", "running", "progress", "succeeded");
        assertThat(events.after(job.id(), 2, 10).get(0).data())
                .contains("\"audio_s\":10.0", "\"duration_s\":40.0", "\"fraction\":0.25");
        assertThat(events.after(job.id(), 0, 10)).extracting(JobEvent::number).containsExactly(1, 2, 3, 4);
    }

    @Test
    void aJobEndsOnceWhoeverTries() throws Exception {
        Job job = begun(add("a", null));
        List<Callable<Boolean>> ends = IntStream.range(0, 12)
                .mapToObj(i -> (Callable<Boolean>) () -> database.inTransaction(() -> switch (i % 3) {
                    case 0 -> jobs.succeed(job, 1, NOW);
                    case 1 -> jobs.fail(job, FAILURE, NOW);
                    default -> jobs.cancel(job.id(), NOW);
                }))
                .toList();

        assertThat(atOnce(ends).filter(ended -> ended)).hasSize(1);

        assertThat(names(job)).hasSize(3).startsWith("queued", "running");
        assertThat(jobs.begin(job.id(), NOW)).isEmpty();
    }

    @Test
    void aWorkerThatWasTakenForDeadCannotSpeakAnyMore() {
        Job first = begun(add("a", null));
        Job second = begun(first);

        assertThat(jobs.progress(first, new JobProgress(5, OptionalDouble.empty())))
                .isFalse();
        assertThat(jobs.succeed(first, 5, NOW)).isFalse();
        assertThat(jobs.fail(first, FAILURE, NOW)).isFalse();
        assertThat(jobs.putBack(first)).isFalse();

        assertThat(second.attempt()).isEqualTo(2);
        assertThat(jobs.succeed(second, 5, NOW)).isTrue();
        assertThat(names(first)).containsExactly("queued", "running", "running", "succeeded");
    }

    @Test
    void aJobThatIsPutBackIsQueuedAndHasLostNoAttempt() {
        Job job = begun(add("a", null));

        assertThat(jobs.putBack(job)).isTrue();

        assertThat(jobs.find(job.id()).orElseThrow().status()).isEqualTo(JobStatus.QUEUED);
        assertThat(begun(job).attempt()).isEqualTo(1);
    }

    @Test
    void audioIsCountedWhileItsJobIsUnfinished() {
        Job queued = add("a", null);
        Job running = begun(add("b", null));
        assertThat(jobs.unfinishedSeconds()).isEqualTo(60);
        assertThat(jobs.scoredByEnded(Set.of(queued.id(), running.id()))).isEmpty();

        jobs.succeed(running, 12.5, NOW);

        assertThat(jobs.unfinishedSeconds()).isEqualTo(30);
        assertThat(jobs.scoredByEnded(Set.of(queued.id(), running.id(), UUID.randomUUID())))
                .isEqualTo(Map.of(running.id(), 12.5));
    }

    @Test
    void whoWaitsForEventsHearsOfThemAtOnce() throws Exception {
        long happened = events.happened();
        long start = System.nanoTime();
        CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS).execute(() -> add("a", null));

        events.await(happened, Duration.ofSeconds(10));
        events.await(happened, Duration.ofSeconds(10)); // what has happened already is not waited for

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void whatHasNotEndedIsNotDeleted() {
        Job job = begun(add("a", null));

        assertThat(jobs.delete(job.id())).isFalse();
        assertThat(jobs.deleteEndedBefore(NOW.plusSeconds(1))).isZero();
        jobs.cancel(job.id(), NOW);
        assertThat(jobs.deleteEndedBefore(NOW)).isZero();
        assertThat(jobs.deleteEndedBefore(NOW.plusSeconds(1))).isEqualTo(1);

        assertThat(jobs.find(job.id())).isEmpty();
        assertThat(events.after(job.id(), 0, 10)).isEmpty();
    }

    @Test
    void everyPageFollowsFromTheLastAlsoWithinOneMoment() {
        var made = new ArrayList<UUID>();
        for (int i = 0; i < 25; i++) {
            made.add(add("a", null).id());
        }
        add("b", null);

        var seen = new ArrayList<UUID>();
        Optional<JobCursor> place = Optional.empty();
        do {
            List<Job> page = jobs.list(new JobFilter("a", Optional.empty(), place), 7);
            page.forEach(job -> seen.add(job.id()));
            place = page.isEmpty()
                    ? Optional.empty()
                    : JobCursor.parse(JobCursor.after(page.get(page.size() - 1)).text());
        } while (place.isPresent());

        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void resultsOfAnySizeComeBack() {
        Job job = add("a", null);
        byte[] large = random(3_500_000);
        var results = new JobResults(database);

        results.write(job.id(), large);

        assertThat(results.read(job.id())).hasValue(large);
        assertThat(results.read(UUID.randomUUID())).isEmpty();
    }

    @Test
    void audioOfAnySizeComesBack() throws IOException {
        var store = audio(10_000_000);
        for (int size : new int[] {1, 1 << 20, (1 << 20) + 1, 3_000_000}) {
            var job = UUID.randomUUID();
            byte[] bytes = random(size);

            assertThat(store.store(job, file(bytes))).isTrue();

            Path target = folder.resolve("target");
            assertThat(store.fetch(job, target)).isTrue();
            assertThat(Files.readAllBytes(target)).isEqualTo(bytes);
        }
        assertThat(store.fetch(UUID.randomUUID(), folder.resolve("none"))).isFalse();
    }

    @Test
    void theLimitHoldsForAllAudioTogetherAndWhatIsDeletedMakesRoom() throws Exception {
        var store = audio(1000);
        Path file = file(random(300));
        List<UUID> ids = Stream.generate(UUID::randomUUID).limit(10).toList();
        List<Callable<Boolean>> stores = ids.stream()
                .map(id -> (Callable<Boolean>) () -> store.store(id, file))
                .toList();

        assertThat(atOnce(stores).filter(stored -> stored)).hasSize(3);
        assertThat(store.hasRoom(100)).isTrue();
        assertThat(store.hasRoom(101)).isFalse();

        ids.forEach(store::delete);
        ids.forEach(store::delete);
        assertThat(store.store(UUID.randomUUID(), file(random(1000)))).isTrue();
        assertThat(store.store(UUID.randomUUID(), file(random(1)))).isFalse();
    }

    @Test
    void audioIsSweptWhenItIsOldOrNobodys() throws IOException {
        var store = audio(1000);
        UUID mine = add("a", null).id();
        store.store(mine, file(random(10)));
        store.store(UUID.randomUUID(), file(random(10)));
        Instant later = Instant.now().plus(1, ChronoUnit.MINUTES);

        assertThat(store.deleteOrphansBefore(Instant.EPOCH)).isZero();
        assertThat(store.deleteOrphansBefore(later)).isEqualTo(1);
        assertThat(store.deleteStoredBefore(later)).isEqualTo(1);
        assertThat(store.fetch(mine, folder.resolve("none"))).isFalse();
    }

    @Test
    void aNoticeIsReadAsItWasWritten() {
        Job job = add("a", null);
        var deliveries = new DeliveryStore(database);

        deliveries.add(job.id(), URI.create("https://a.test/h"), "{\"a\":\"ü\"}");
        deliveries.attempted(job.id(), Delivery.Status.PENDING, "x".repeat(500));

        Delivery delivery = deliveries.find(job.id()).orElseThrow();
        assertThat(delivery.body()).isEqualTo("{\"a\":\"ü\"}");
        assertThat(delivery.attempts()).isEqualTo(1);
        assertThat(delivery.status()).isEqualTo(Delivery.Status.PENDING);
    }

    private Job add(String owner, @Nullable String key) {
        var request = new JobRequest(owner, key, "f", Map.of(), null, 0, 30, null);
        return database.inTransaction(() -> jobs.add(UUID.randomUUID(), request, NOW));
    }

    private Job begun(Job job) {
        return jobs.begin(job.id(), NOW).orElseThrow();
    }

    private List<String> names(Job job) {
        return events.after(job.id(), 0, 100).stream().map(JobEvent::name).toList();
    }

    private AudioStore audio(long maxBytes) {
        return new DatabaseAudioStore(database, maxBytes, Clock.systemUTC());
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(folder, "audio", null), bytes);
    }

    private static byte[] random(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static <T> Stream<T> atOnce(List<Callable<T>> work) throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            var done = new ArrayList<T>();
            for (var future : threads.invokeAll(work)) {
                done.add(future.get());
            }
            return done.stream();
        } finally {
            threads.shutdownNow();
        }
    }
}
