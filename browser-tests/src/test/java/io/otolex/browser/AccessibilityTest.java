package io.otolex.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everybody can use the page: axe finds nothing against WCAG 2.2 AA, and a keyboard is enough. */
class AccessibilityTest extends PageTest {

    private void assertAccessible() {
        var found = new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                .analyze()
                .getViolations();
        assertThat(found.stream()
                        .map(rule -> rule.getId() + ": " + rule.getHelp() + " "
                                + rule.getNodes().stream()
                                        .map(node -> node.getHtml())
                                        .toList()))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void axeFindsNothingBeforeAndAfter(ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        assertAccessible();
        choose(SAMPLES.resolve("cow.ogg"));
        awaitResult();
        assertAccessible();
        tags().first().click();
        assertThat(page.locator("dialog .path").first()).isVisible();
        assertAccessible();
    }

    @Test
    void axeFindsNothingInAFailureOnAPhone() {
        page.setViewportSize(320, 640);
        context.setOffline(true);
        choose(SAMPLES.resolve("cow.ogg"));
        assertThat(page.locator(".failure")).isVisible();
        context.setOffline(false);

        assertAccessible();
    }

    @Test
    void aKeyboardIsEnough() {
        tabTo("[data-sample='speech.wav']");
        page.keyboard().press("Enter");
        awaitResult();
        tabTo(".stage .play");
        page.keyboard().press("Space");
        assertThat(page.locator(".play")).containsText("Pause");
        page.keyboard().press("Space");
        tabTo(".stage .lane button");
        page.keyboard().press("Enter");
        assertThat(page.locator(".play")).containsText("Pause");
        tabTo("#knob-threshold");
        String before = page.locator("label[for=knob-threshold] output").innerText();
        page.keyboard().press("ArrowRight");
        assertThat(page.locator("label[for=knob-threshold] output")).not().hasText(before);
    }

    private void tabTo(String selector) {
        for (int presses = 0; presses < 60; presses++) {
            page.keyboard().press("Tab");
            if ((boolean) page.evaluate("selector => document.activeElement.matches(selector)", selector)) {
                return;
            }
        }
        throw new AssertionError("no way to " + selector + " by keyboard");
    }

    @Test
    void theAnswerIsAnnounced() {
        choose(SAMPLES.resolve("speech.wav"));
        awaitResult();

        assertThat(page.locator("#announcer")).containsText("speech.wav: Speech");
    }

    @Test
    void eventsSayWhatTheyAre() {
        choose(SAMPLES.resolve("speech.wav"));
        awaitResult();

        assertThat(events().first().getAttribute("aria-label"))
                .matches("Speech, 0:\\d\\d\\.\\d to 0:\\d\\d\\.\\d, score 0\\.\\d\\d: play");
    }
}
