package io.otolex.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Takes the README's pictures; {@code scripts/page-pictures} runs it, the tests do not. */
class ReadmePictures extends PageTest {

    private static final Path DOCS = Path.of("..", "docs");

    /** Samples of the page, one after the other, decoded and written as a WAV file by the browser itself. */
    private static final String FARM = """
            async () => {
                const rate = 32000, names = ['cow.ogg', 'speech.wav', 'church-bell.wav', 'xylophone.mp3'];
                const context = new OfflineAudioContext(1, rate, rate);
                const parts = [];
                for (const name of names) {
                    const bytes = await (await fetch('assets/samples/' + name)).arrayBuffer();
                    parts.push((await context.decodeAudioData(bytes)).getChannelData(0).subarray(0, 6 * rate));
                    parts.push(new Float32Array(rate / 2));
                }
                const length = parts.reduce((sum, part) => sum + part.length, 0);
                const wav = new DataView(new ArrayBuffer(44 + 2 * length));
                const word = (at, text) => [...text].forEach((c, i) => wav.setUint8(at + i, c.charCodeAt(0)));
                word(0, 'RIFF'); wav.setUint32(4, 36 + 2 * length, true); word(8, 'WAVEfmt ');
                wav.setUint32(16, 16, true); wav.setUint16(20, 1, true); wav.setUint16(22, 1, true);
                wav.setUint32(24, rate, true); wav.setUint32(28, 2 * rate, true);
                wav.setUint16(32, 2, true); wav.setUint16(34, 16, true);
                word(36, 'data'); wav.setUint32(40, 2 * length, true);
                let at = 44;
                for (const part of parts) {
                    for (const sample of part) {
                        wav.setInt16(at, 32767 * Math.max(-1, Math.min(1, sample)), true);
                        at += 2;
                    }
                }
                let text = '';
                new Uint8Array(wav.buffer).forEach(byte => (text += String.fromCharCode(byte)));
                return btoa(text);
            }""";

    @Override
    NewContextOptions visitor() {
        return super.visitor().setViewportSize(1280, 900).setDeviceScaleFactor(1.5);
    }

    @Test
    void byDayAndByNight() {
        byte[] wav = Base64.getDecoder().decode((String) page.evaluate(FARM));
        page.waitForResponse("**/v1/tags*window=2.5*", () -> choose(wav)); // the finer times come last
        awaitResult();
        page.waitForTimeout(1000);
        setSlider("Threshold", "0.3");
        take(ColorScheme.LIGHT, "page-light.png");
        take(ColorScheme.DARK, "page-dark.png");
    }

    private void choose(byte[] wav) {
        page.waitForFileChooser(() -> button("Choose recordings").click())
                .setFiles(new FilePayload("on-the-farm.wav", "audio/wav", wav));
    }

    private void take(ColorScheme scheme, String name) {
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
        button("English").click(); // what is drawn by script takes its colours when it is drawn
        assertThat(page.locator(".stage .play")).isVisible();
        page.waitForTimeout(1000);
        page.locator("#stage").screenshot(new Locator.ScreenshotOptions().setPath(DOCS.resolve(name)));
    }
}
