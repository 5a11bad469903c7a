package io.otolex.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong is said in a sentence that helps, and the page goes on. */
class TroubleTest extends PageTest {

    @TempDir
    Path folder;

    private Locator failure() {
        return page.locator(".stage .failure");
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private void thePageStillWorks() {
        choose(SAMPLES.resolve("crow.flac"));
        awaitResult();
        assertThat(stageTitle()).hasText("crow.flac");
    }

    @Test
    void aFileThatIsNoRecordingIsRefused() throws IOException {
        choose(file("notes.mp3", "these are only words".getBytes(StandardCharsets.UTF_8)));

        assertThat(failure()).containsText("This is not a recording that can be read here.");
        thePageStillWorks();
    }

    @Test
    void aDamagedRecordingIsRefusedOrToldToBeDamaged() throws IOException {
        byte[] flac = Files.readAllBytes(SAMPLES.resolve("crow.flac"));
        Arrays.fill(flac, 200, flac.length, (byte) 0x55);
        choose(file("damaged.flac", flac));

        assertThat(failure().or(page.locator(".warnings")).first()).isVisible(); // some of it may be heard
        thePageStillWorks();
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        choose(file("empty.wav", new byte[0]));

        assertThat(failure()).containsText("The file is empty.");
    }

    @Test
    void aHugeFileIsRefusedBeforeItIsSent() throws IOException {
        Path huge = folder.resolve("huge.wav");
        try (var sparse = new RandomAccessFile(huge.toFile(), "rw")) {
            sparse.setLength(3L << 30);
        }
        choose(huge);

        assertThat(failure()).containsText("The file is larger than this service takes (8 MB).");
        thePageStillWorks();
    }

    @Test
    void aServiceThatIsGoneIsSaidToBeGoneAndCanBeTriedAgain() {
        context.setOffline(true);
        choose(SAMPLES.resolve("crow.flac"));
        assertThat(failure()).containsText("The service cannot be reached.");

        context.setOffline(false);
        button("Try again").click();
        awaitResult();
        assertThat(failure()).hasCount(0);
    }

    @Test
    void workCanBeCancelledAndTakenUpAgain() {
        page.route("**/v1/tags*", route -> {}); // a service that takes its time
        choose(SAMPLES.resolve("cow.ogg"));
        assertThat(page.locator(".stage .picture img")).isVisible(); // it does not wait for the words
        button("Cancel").click();

        assertThat(page.locator("#tray .what")).hasText("cancelled");
        page.unroute("**/v1/tags*");
        button("Try again").click();
        awaitResult();
    }

    @Test
    void escapeCancelsToo() {
        page.route("**/v1/tags*", route -> {}); // a service that takes its time
        choose(SAMPLES.resolve("cow.ogg"));
        assertThat(button("Cancel")).isVisible();
        page.keyboard().press("Escape");

        assertThat(page.locator("#tray .what")).hasText("cancelled");
        assertThat(button("Try again")).isVisible();
    }

    @Test
    void aNameCannotBecomeMarkup() throws IOException {
        String name = "<img src=x onerror=alert(1)>.flac";
        choose(file(name, Files.readAllBytes(SAMPLES.resolve("crow.flac"))));
        awaitResult();

        assertThat(stageTitle()).hasText(name);
        assertThat(page.locator("#stage-title img")).hasCount(0);
    }

    @Test
    void withoutAPictureTheTagsStand() {
        page.route("**/v1/spectrogram.png*", route -> route.abort());
        choose(SAMPLES.resolve("cow.ogg"));

        assertThat(tags().first()).isVisible();
        assertThat(page.locator(".stage .play")).isVisible();
    }
}
