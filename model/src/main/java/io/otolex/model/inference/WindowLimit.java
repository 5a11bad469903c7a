package io.otolex.model.inference;

import io.otolex.audio.LogMel;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Keeps the windows that wait for a device, of all lanes together, below a limit: whoever has one more waits. */
public final class WindowLimit implements BatchListener {

    /*
     * A place is taken before a window goes into the queue, and given back when it leaves it, for a batch or for good.
     * That never needs the thread that gives windows in, so that all of them may wait at once.
     */

    private final Semaphore places = new Semaphore(0, true);

    /**
     * The same tagger, whose lanes wait for a place. Called once.
     *
     * @param tagger a batcher that tells this of what it does
     * @param windows how many places there are; each window holds 0.9 MB of log-mel
     */
    public Tagger on(Tagger tagger, int windows) {
        places.release(windows);
        return new Tagger() {
            @Override
            public List<Scores> score(List<LogMel> windows) {
                return tagger.score(windows);
            }

            @Override
            public Lane lane(Budget budget, int ahead, Consumer<Scores> sink) {
                return limited(tagger.lane(budget, ahead, sink));
            }
        };
    }

    private Lane limited(Lane lane) {
        return new Lane() {
            @Override
            public void add(LogMel window) {
                takePlace();
                try {
                    lane.add(window);
                } catch (RuntimeException | Error refused) {
                    places.release();
                    throw refused;
                }
            }

            @Override
            public void finish() {
                lane.finish();
            }

            @Override
            public void close() {
                lane.close();
            }
        };
    }

    private void takePlace() {
        try {
            places.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BudgetException.cancelled();
        }
    }

    @Override
    public void queued(long nanos) {
        places.release();
    }

    @Override
    public void dropped(int windows) {
        places.release(windows);
    }
}
