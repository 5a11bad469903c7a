package io.otolex.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The recording can be heard, from any place, by mouse and by keyboard. */
class PlayingTest extends PageTest {

    @BeforeEach
    void aRecordingIsOpen() {
        choose(SAMPLES.resolve("speech.wav"));
        awaitResult();
    }

    private double position() {
        return Double.parseDouble(picture().getAttribute("aria-valuenow"));
    }

    private Locator picture() {
        return page.locator(".stage .picture");
    }

    @Test
    void theButtonPlaysAndTheCursorMoves() {
        double before = page.locator(".sheet > .cursor").boundingBox().x;
        page.locator(".play").click();
        assertThat(page.locator(".play")).containsText("Pause");
        page.waitForFunction("() => document.querySelector('.picture').ariaValueNow > 0.5");
        page.locator(".play").click();

        assertThat(page.locator(".play")).containsText("Play");
        assertThat(page.locator(".sheet > .cursor").boundingBox().x).isGreaterThan(before + 10);
    }

    @Test
    void anEventPlaysItsPartAndStops() {
        setSlider("Threshold", "0.3");
        Locator event = events().last();
        double start = fraction(event, "left");
        double end = start + fraction(event, "width");
        event.click();
        assertThat(page.locator(".play")).containsText("Pause");
        assertThat(position()).isBetween(start * 10.5 - 0.2, end * 10.5);

        assertThat(page.locator(".play")).containsText("Play");
        assertThat(position()).as("the event's end").isBetween(end * 10.5 - 0.3, end * 10.5 + 0.5);
    }

    private static double fraction(Locator event, String property) {
        return Double.parseDouble(event.evaluate("(e, name) => parseFloat(e.style[name])", property)
                        .toString())
                / 100;
    }

    @Test
    void aClickInThePictureMovesThere() {
        var box = picture().boundingBox();
        page.mouse().click(box.x + box.width / 2, box.y + 50);

        assertThat(position()).isBetween(5.0, 5.5);
    }

    @Test
    void theKeyboardPlaysMovesAndZooms() {
        picture().focus();
        page.keyboard().press("End");
        assertThat(position()).isBetween(10.3, 10.6);
        page.keyboard().press("Home");
        assertThat(picture()).hasAttribute("aria-valuenow", "0.0"); // waits: a seek takes a moment
        page.keyboard().press("ArrowRight");
        assertThat(picture()).hasAttribute("aria-valuenow", "1.0");
        page.keyboard().press(" ");
        assertThat(page.locator(".play")).containsText("Pause");
        page.keyboard().press(" ");
        assertThat(page.locator(".play")).containsText("Play");

        double narrow = picture().boundingBox().width;
        page.keyboard().press("+");
        assertThat(picture().boundingBox().width).isBetween(1.9 * narrow, 2.1 * narrow);
        page.keyboard().press("-");
        assertThat(picture().boundingBox().width).isBetween(narrow - 2, narrow + 2);
    }

    @Test
    void zoomingKeepsLanesAndPictureInStep() {
        button("Zoom in").click();
        button("Zoom in").click();

        var lane = page.locator(".stage .lane").first().boundingBox();
        assertThat(lane.x).isEqualTo(picture().boundingBox().x);
        assertThat(lane.width).isEqualTo(picture().boundingBox().width);
        assertThat(page.locator(".times span").count()).isGreaterThan(15);
        assertThat(page.locator(".tag .label").first()).isInViewport();
    }
}
