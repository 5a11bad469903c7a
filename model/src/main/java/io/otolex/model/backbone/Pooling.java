package io.otolex.model.backbone;

import io.otolex.model.program.Program;
import io.otolex.model.program.Value;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a map [N, T, F, C] becomes one vector [N, C]. */
public enum Pooling {
    /** Mean over mel; then what is loudest and what is usual over time (arXiv 2306.00830, after PANNs). */
    MAX_AND_MEAN {
        @Override
        Value of(Program.Builder p, Value map) {
            Value rows = p.mean(map, 2);
            return p.add(p.amax(rows, 1), p.mean(rows, 1));
        }
    },
    /** Mean over all places, as networks for pictures do it. */
    MEAN {
        @Override
        Value of(Program.Builder p, Value map) {
            return p.mean(map, 1, 2);
        }
    };

    abstract Value of(Program.Builder p, Value map);

    /** {@code max-and-mean} or {@code mean}. */
    static Optional<Pooling> named(String name) {
        return Arrays.stream(values())
                .filter(pooling -> pooling.toString().equals(name))
                .findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
