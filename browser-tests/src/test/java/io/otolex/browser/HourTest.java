package io.otolex.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator.ClickOptions;
import io.otolex.browser.OtolexInABrowser.Both;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An hour of sound is a recording like any other: the page neither freezes nor fills the memory. */
class HourTest extends PageTest {

    private static final int SECONDS = 3600;

    /** Tasks that kept the page from answering its reader, in milliseconds. */
    private static final String WATCH_FREEZES = """
            () => {
                window.freezes = [];
                new PerformanceObserver(list => list.getEntries().forEach(entry => freezes.push(entry.duration)))
                    .observe({ type: 'longtask' });
            }""";

    @TempDir
    Path folder;

    private String key = "";
    private CDPSession browser;

    @BeforeEach
    void goToTheServiceThatTakesLargeRecordings(Both both, ClosedOtolex closed) {
        context.close();
        visit(both, closed.process());
        key = closed.key();
        browser = both.chromium().browser().newBrowserCDPSession();
    }

    @Test
    void anHourIsDrawnTaggedAndPlayed() throws IOException {
        Path hour = Recordings.chirps(folder.resolve("hour.wav"), SECONDS);
        choose(SAMPLES.resolve("crow.flac"));
        page.getByLabel("Key:").fill(key);
        page.getByLabel("Key:").press("Enter");
        awaitResult();
        page.evaluate(WATCH_FREEZES);
        long memoryBefore = mostMemoryOfAPage();

        long start = System.nanoTime();
        choose(hour);
        assertThat(page.locator(".stage .picture img")).isVisible();
        Duration picture = Duration.ofNanos(System.nanoTime() - start);
        assertThat(page.locator(".stage .play")).isVisible();
        Duration tags = Duration.ofNanos(System.nanoTime() - start);
        setSlider("Threshold", "0.05");
        button("Zoom in").click(new ClickOptions().setClickCount(5));
        page.locator(".stage .play").click();
        page.waitForFunction("() => document.querySelector('.picture').ariaValueNow > 0.5");

        double longestFreeze = number("() => Math.max(0, ...freezes)");
        long memory = mostMemoryOfAPage() - memoryBefore;
        System.out.printf(
                "an hour: picture after %.1f s, tags after %.1f s, longest freeze %.0f ms, page %+d MB%n",
                picture.toMillis() / 1e3, tags.toMillis() / 1e3, longestFreeze, memory >> 20);
        assertThat(page.locator(".facts")).containsText("1:00:00");
        assertThat(page.locator(".times span").count()).isBetween(3, 1000);
        assertThat(longestFreeze).as("ms in which the page did not answer").isLessThan(1000);
        assertThat(memory >> 20).as("MB more than before").isLessThan(250);
    }

    private double number(String expression) {
        return Double.parseDouble(page.evaluate(expression).toString());
    }

    /** The most that any renderer of this browser has held in memory until now, in bytes. */
    private long mostMemoryOfAPage() {
        return renderers().stream()
                .mapToLong(pid -> peak(Path.of("/proc", pid, "status")))
                .max()
                .orElseThrow();
    }

    private List<String> renderers() {
        var pids = new ArrayList<String>();
        for (JsonElement process : browser.send("SystemInfo.getProcessInfo").getAsJsonArray("processInfo")) {
            JsonObject facts = process.getAsJsonObject();
            if (facts.get("type").getAsString().equals("renderer")) {
                pids.add(facts.get("id").getAsString());
            }
        }
        return pids;
    }

    private static long peak(Path status) {
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
