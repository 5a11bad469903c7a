package io.otolex.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Results stay in the browser until they are forgotten; recordings do not stay anywhere. */
class MemoryTest extends PageTest {

    private static final String KEPT = """
            () => new Promise(resolve => {
                const open = indexedDB.open('otolex', 1);
                open.onsuccess = () => {
                    const count = open.result.transaction('results').objectStore('results').count();
                    count.onsuccess = () => { open.result.close(); resolve(count.result); };
                };
            })""";

    @BeforeEach
    void aRecordingWasTagged() {
        choose(SAMPLES.resolve("speech.wav"));
        awaitResult();
        page.waitForCondition(() -> page.evaluate(KEPT).equals(1));
        page.reload();
    }

    @Test
    void aResultCanBeSeenAgainWithoutTheService() {
        page.locator("#tray .item").click();
        awaitResult();

        assertThat(tags().first()).hasText("Speech");
        assertThat(page.locator(".hint")).containsText("The recording itself was not kept");
        assertThat(page.locator(".play")).isDisabled();
    }

    @Test
    void whatIsForgottenIsGone() {
        button("Forget all").click();
        assertThat(page.locator("#tray .item")).hasCount(0);
        page.reload();

        assertThat(page.locator(".lead")).isVisible();
        assertThat(page.locator("#tray .item")).hasCount(0);
    }

    @Test
    void theThresholdIsRemembered() {
        page.locator("#tray .item").click();
        awaitResult();
        setSlider("Threshold", "0.45");
        page.reload();
        page.locator("#tray .item").click();

        assertThat(page.locator("label[for=knob-threshold] output")).hasText("0.45");
        assertThat((String) page.evaluate("localStorage.getItem('otolex-view')"))
                .contains("0.45");
    }
}
