package io.otolex.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSourceTest {

    private static final String SHA = "386986f8205c8cc1f244b5e14966262d85518e5481d3b8a03bb60df2062036c2";

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "embedded"})
    void nothingMeansTheEmbeddedModel(String setting) {
        assertThat(ModelSource.parse(setting)).isEqualTo(new ModelSource.Embedded());
    }

    @Test
    void thePublishedTaggerIsPinned() {
        var expected = new ModelSource.Remote(
                "hf://topel/ConvNeXt-Tiny-AT",
                URI.create("https://huggingface.co/topel/ConvNeXt-Tiny-AT/resolve/"
                        + "e3eaf4c49769f034942da9062d0fee436657560b/model.safetensors"),
                Checksum.sha256(SHA),
                Facts.NONE);
        assertThat(ModelSource.parse("hf://topel/ConvNeXt-Tiny-AT")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://zenodo.org/record/8020843/files/convnext_tiny_471mAP.pth?download=1",
                "https://zenodo.org/records/8020843/files/convnext_tiny_471mAP.pth"
            })
    void zenodoIsPinnedByItsMd5(String setting) {
        assertThat(ModelSource.parse(setting)).isInstanceOfSatisfying(ModelSource.Remote.class, remote -> {
            assertThat(remote.checksum()).isEqualTo(Checksum.md5("e069ecd1c7b880268331119521c549f2"));
            assertThat(remote.fileName()).isEqualTo("convnext_tiny_471mAP.pth");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hf://some/Where@main/weights/a.safetensors#sha256=" + SHA,
                "https://example.org/a.safetensors#sha256=" + SHA
            })
    void anythingElseBringsItsChecksum(String setting) {
        assertThat(ModelSource.parse(setting)).isInstanceOfSatisfying(ModelSource.Remote.class, remote -> {
            assertThat(remote.checksum()).isEqualTo(Checksum.sha256(SHA));
            assertThat(remote.download().toString()).endsWith("/a.safetensors").doesNotContain("#");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hf://some/Where", // no checksum
                "hf://topel/ConvNeXt-Tiny-AT@main", // the pin is of one commit
                "https://example.org/a.safetensors",
                "https://example.org/a#sha256=12",
                "https://example.org/#sha256=" + SHA,
                "hf://topel",
                "embedded#stem=504x56",
                "hf://a/b/../../c#", // no checksum either
                "http://example.org/a#sha256=" + SHA,
                "file:///etc/passwd",
                "ftp://example.org/a",
                "a\0b"
            })
    void refusesTheRest(String setting) {
        assertThatThrownBy(() -> ModelSource.parse(setting)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatTheFileDoesNotSayStandsBehindIt() {
        var facts = new Facts(Map.of("stem", "504x56", "pooling", "mean"));
        assertThat(ModelSource.parse("models/a.pth#stem=504x56&pooling=mean"))
                .isEqualTo(new ModelSource.LocalFile(Path.of("models/a.pth"), facts));
        assertThat(ModelSource.parse("https://example.org/a.pth#sha256=" + SHA + "#stem=504x56"))
                .isInstanceOfSatisfying(ModelSource.Remote.class, remote -> {
                    assertThat(remote.checksum()).isEqualTo(Checksum.sha256(SHA));
                    assertThat(remote.facts().values()).containsOnlyKeys("stem");
                });
    }

    @Test
    void aPathIsAPath() {
        assertThat(ModelSource.parse("models/a.safetensors"))
                .isEqualTo(new ModelSource.LocalFile(Path.of("models/a.safetensors")));
    }
}
