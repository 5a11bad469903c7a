package io.otolex.model.inference;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Published checkpoints that are trusted by their checksums. Models: arXiv 2306.00830 and arXiv 2309.00454. */
final class KnownModels {

    private static final String TINY_REPOSITORY = "topel/ConvNeXt-Tiny-AT";
    private static final String TINY_REVISION = "e3eaf4c49769f034942da9062d0fee436657560b";
    private static final String TINY_SHA256 = "386986f8205c8cc1f244b5e14966262d85518e5481d3b8a03bb60df2062036c2";

    private static final Map<String, Checksum> CHECKSUMS = Map.of(
            "https://huggingface.co/" + TINY_REPOSITORY + "/resolve/" + TINY_REVISION + "/model.safetensors",
            Checksum.sha256(TINY_SHA256),
            // the same weights, as their authors first published them: mAP 0.471
            zenodo("8020843", "convnext_tiny_471mAP.pth"),
            Checksum.md5("e069ecd1c7b880268331119521c549f2"),
            // trained without the clips of AudioCaps: mAP 0.465
            zenodo("8020843", "convnext_tiny_465mAP_BL_AC_70kit.pth"),
            Checksum.md5("0688ae503f5893be0b6b71cb92f8b428"),
            zenodo("10987498", "convnext_tiny_465mAP_BL_AC_75kit.pth"),
            Checksum.md5("f6f57c87b7eb664a23ae8cad26eccaa0"));

    private static final Map<String, String> NAMES = Map.of(TINY_SHA256, "ConvNeXt-Tiny-AT");

    private KnownModels() {}

    private static String zenodo(String record, String file) {
        return "https://zenodo.org/records/" + record + "/files/" + file;
    }

    /** Query and the older path of Zenodo's records make no difference. */
    static Optional<Checksum> checksum(URI download) {
        String plain = "https://" + download.getHost() + download.getPath();
        return Optional.ofNullable(CHECKSUMS.get(plain.replace("zenodo.org/record/", "zenodo.org/records/")));
    }

    /** The commit that is meant when a setting names none. */
    static String revision(String repository) {
        return repository.equals(TINY_REPOSITORY) ? TINY_REVISION : "main";
    }

    /** The name of a file that does not say it itself. */
    static Optional<String> name(String sha256) {
        return Optional.ofNullable(NAMES.get(sha256));
    }
}
