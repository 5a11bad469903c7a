package io.otolex.model.inference;

import io.otolex.model.checkpoint.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/** The page that says what the weights in the jar are, what they learned from and how well they do. */
public final class EmbeddedCard {

    private static final String CARD = "/io/otolex/model/embedded/MODEL_CARD.md";

    private EmbeddedCard() {}

    /**
     * The page, in Markdown, or nothing for any other model.
     *
     * @param model whose page is wanted
     */
    public static Optional<String> of(ModelDescription model) {
        return model.digest().equals(Digests.sha256(bytes(CheckpointStore.EMBEDDED)))
                ? Optional.of(new String(bytes(CARD), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = Objects.requireNonNull(EmbeddedCard.class.getResourceAsStream(resource))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " inside the jar cannot be read", e);
        }
    }
}
