package io.otolex.service.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputTest {

    @TempDir
    Path folder;

    private String root = "";

    @BeforeEach
    void archive() throws IOException {
        root = folder + "/";
        for (String file : List.of(
                "a.wav",
                "b.flac",
                "deep/er/c.wav",
                ".hidden.wav",
                ".git/config",
                "tags/part.csv",
                "a.wav.raven",
                "x.csv")) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.writeString(folder.resolve(file), "sound");
        }
    }

    @Test
    void aFolderIsEveryFileInItButHiddenOnesTheOutputAndAnnotations() throws IOException {
        assertThat(names(root))
                .containsExactlyInAnyOrder(root + "a.wav", root + "b.flac", root + "deep/er/c.wav", root + "x.csv");
    }

    @Test
    void aPatternIsForTheShellsThatDoNotExpandIt() throws IOException {
        assertThat(names(root + "*.wav")).containsExactly(root + "a.wav");
        assertThat(names(root + "**.wav")).containsExactlyInAnyOrder(root + "a.wav", root + "deep/er/c.wav");
        assertThat(names(root + "{a,b}.*")).containsExactlyInAnyOrder(root + "a.wav", root + "b.flac");
    }

    @Test
    void aManifestIsANameALineUpToATab() throws IOException {
        Path manifest = Files.writeString(
                folder.resolve("list.tsv"), "# of May\n\na.wav\tdecode-failed\twhy\nnone.wav\n/abs.wav\n");

        assertThat(names(manifest.toString())).containsExactly("base/a.wav", "base/none.wav", "/abs.wav");
    }

    @Test
    void aRecordingIsItself() throws IOException {
        assertThat(names(root + "a.wav")).containsExactly(root + "a.wav");
    }

    @Test
    void whatIsNotThereIsTold() {
        assertThatThrownBy(() -> names(root + "none")).hasMessageContaining("There is no");
    }

    @Test
    void nobodyIsGivenMoreThanWanted() throws IOException {
        List<String> names = new ArrayList<>();
        Input.parse(root, Path.of(""), folder.resolve("tags")).each(file -> {
            names.add(file);
            return names.size() < 2;
        });

        assertThat(names).hasSize(2);
    }

    private List<String> names(String text) throws IOException {
        List<String> names = new ArrayList<>();
        Input.parse(text, Path.of("base"), folder.resolve("tags")).each(names::add);
        return names;
    }
}
