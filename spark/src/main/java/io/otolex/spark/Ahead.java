package io.otolex.spark;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Results in the order of what they are of, while the next ones are worked on. Used by one thread. */
final class Ahead<T, R> implements Iterator<R> {

    private final Iterator<T> given;
    private final Function<T, R> work;
    private final Executor pool;
    private final int most;
    private final Deque<CompletableFuture<R>> onTheirWay = new ArrayDeque<>();

    /** @param most that are worked on or wait to be fetched */
    Ahead(Iterator<T> given, Function<T, R> work, Executor pool, int most) {
        this.given = given;
        this.work = work;
        this.pool = pool;
        this.most = most;
    }

    @Override
    public boolean hasNext() {
        begin();
        return !onTheirWay.isEmpty();
    }

    @Override
    public R next() {
        begin();
        try {
            return onTheirWay.remove().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    private void begin() {
        while (onTheirWay.size() < most && given.hasNext()) {
            T one = given.next();
            onTheirWay.add(CompletableFuture.supplyAsync(() -> work.apply(one), pool));
        }
    }
}
