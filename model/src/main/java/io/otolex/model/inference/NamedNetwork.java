package io.otolex.model.inference;

import io.otolex.model.backbone.Network;
import io.otolex.model.checkpoint.Checkpoint;
import io.otolex.model.checkpoint.CheckpointException;
import io.otolex.model.labels.Labels;
import java.util.Optional;

/**
 * A checkpoint that fits this program, and what to call it.
 *
 * @param network with its weights
 * @param name for people
 * @param version of the weights
 * @param digest sha256 of the checkpoint
 * @param supported which classes its training data showed
 * @param facts said of the checkpoint beside its content, for names of files made from it
 * @param assumption what the checkpoint leaves open and was taken for granted
 */
record NamedNetwork(
        Network network,
        String name,
        Optional<String> version,
        String digest,
        SupportedClasses supported,
        String facts,
        Optional<String> assumption) {

    /** {@code fallbackName} is for files that neither say their name nor are known by their digest. */
    static NamedNetwork of(Checkpoint file, Facts facts, String fallbackName) throws CheckpointException {
        Checkpoint checkpoint = file.with(facts.asMetadata());
        Network network = Network.of(checkpoint);
        ModelCard card = ModelCard.of(checkpoint.metadata());
        card.check(network.backbone().classes(), Labels.audioSet().size());
        Optional<String> known = KnownModels.name(checkpoint.sha256());
        return new NamedNetwork(
                network,
                card.name().or(() -> known).orElse(fallbackName),
                card.version(),
                checkpoint.sha256(),
                card.supportedClasses(),
                facts.suffix(),
                known.isPresent() ? Optional.empty() : network.backbone().assumption(checkpoint.metadata()));
    }

    /** Of a file whose making is known: nothing had to be assumed. */
    NamedNetwork assured() {
        return new NamedNetwork(network, name, version, digest, supported, facts, Optional.empty());
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
                network.backbone().frontEnd(),
                supported);
    }

    ModelSummary summarise(Precision precision) {
        return new ModelSummary(describe(precision), network.backbone().multiplyAdds() / 1e9, assumption);
    }
}
