package io.otolex.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The browser's microphone plays a woman's voice. */
class MicrophoneTest extends PageTest {

    @Test
    void whatTheMicrophoneHearsIsDrawnAndTagged() {
        button("Record").click();
        assertThat(page.locator("#recorder")).isVisible();
        page.waitForTimeout(5000);
        int bright = (int) page.locator("#live").evaluate("""
                canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data
                    .filter((value, i) => i % 4 === 0 && value > 150).length""");
        assertThat(bright).as("loud pixels of the running picture").isGreaterThan(200);
        button("Stop and tag it").click();
        awaitResult();

        assertThat(page.locator("#recorder")).isHidden();
        assertThat(page.locator(".facts")).containsText("opus");
        assertThat(tags().allInnerTexts()).contains("Speech");
        page.locator(".play").click();
        page.waitForFunction("() => document.querySelector('.picture').ariaValueNow > 0.3");
    }

    @Test
    void whatIsDiscardedIsNotSent() {
        button("Record").click();
        button("Discard").click();

        assertThat(page.locator("#recorder")).isHidden();
        assertThat(page.locator("#tray .item")).hasCount(0);
    }

    @Test
    void escapeDiscardsToo() {
        button("Record").click();
        assertThat(button("Discard")).isVisible();
        page.keyboard().press("Escape");

        assertThat(page.locator("#recorder")).isHidden();
        assertThat(page.locator("#tray .item")).hasCount(0);
        assertThat(button("Record")).isEnabled();
    }
}
