package io.otolex.model.inference;

import io.otolex.audio.LogMelSpec;
import io.otolex.model.backbone.Backbone;
import io.otolex.model.backbone.Network;
import io.otolex.model.checkpoint.Checkpoint;
import io.otolex.model.checkpoint.CheckpointException;
import io.otolex.model.labels.Labels;
import io.otolex.model.program.Cost;
import java.util.Optional;

/**
 * A checkpoint that fits this program, and what to call it.
 *
 * @param network with its weights
 * @param name for people
 * @param version of the weights
 * @param digest sha256 of the checkpoint
 * @param supported which classes its training data showed
 */
record NamedNetwork(Network network, String name, Optional<String> version, String digest, SupportedClasses supported) {

    private static final LogMelSpec FRONT_END = LogMelSpec.AUDIOSET_32K;

    /** {@code fallbackName} is for files that neither say their name nor are known by their digest. */
    static NamedNetwork of(Checkpoint checkpoint, String fallbackName) throws CheckpointException {
        Network network = Network.of(checkpoint);
        ModelCard card = ModelCard.of(checkpoint.metadata());
        card.check(
                FRONT_END,
                network.backbone().bands(),
                network.backbone().classes(),
                Labels.audioSet().size());
        String name =
                card.name().or(() -> KnownModels.name(checkpoint.sha256())).orElse(fallbackName);
        return new NamedNetwork(network, name, card.version(), checkpoint.sha256(), card.supportedClasses());
    }

    ModelDescription describe(Precision precision) {
        return new ModelDescription(
                name,
                version,
                digest,
                network.backbone().describe(),
                network.weights().parameters(),
                network.backbone().classes(),
                network.backbone().embeddingSize(),
                precision.toString(),
                FRONT_END,
                supported);
    }

    ModelSummary summarise(Precision precision) {
        Backbone backbone = network.backbone();
        long multiplyAdds = Cost.multiplyAdds(
                backbone.program(0), backbone.parameters(), FRONT_END.windowFrames(), FRONT_END.bands());
        return new ModelSummary(describe(precision), multiplyAdds / 1e9);
    }
}
