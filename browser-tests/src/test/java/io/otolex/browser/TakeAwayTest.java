package io.otolex.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Download;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results leave the page in the formats of the tools that people use. */
class TakeAwayTest extends PageTest {

    @Override
    NewContextOptions visitor() {
        return super.visitor().setPermissions(List.of("clipboard-read", "clipboard-write"));
    }

    @BeforeEach
    void aRecordingWasTagged() {
        choose(SAMPLES.resolve("speech.wav"));
        awaitResult();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "JSON | speech.json | (?s)\\{.*\"model\".*\"Speech\".*\\}\\s*",
                "CSV | speech.csv | (?s)start_s,end_s,.*Speech.*",
                "Audacity | speech.txt | (?s)0\\.0+\\t\\d+\\.\\d+\\tSpeech.*",
                "Raven | speech.selections.txt | (?s)Selection\\tView\\tChannel\\tBegin Time \\(s\\)\\tEnd Time \\(s\\).*Speech.*",
                "WebVTT | speech.vtt | (?s)WEBVTT\\n\\n.*00:00:00\\.000 --> 00:00:\\d\\d\\.\\d{3}\\nSpeech.*"
            })
    void aResultIsSaved(String format, String name, String content) throws IOException {
        Download file = page.waitForDownload(() -> button("Save as " + format).click());

        assertThat(file.suggestedFilename()).isEqualTo(name);
        assertThat(Files.readString(file.path())).matches(content);
    }

    @Test
    void theCommandThatAsksForTheSameIsCopied() {
        button("Copy as curl").click();

        assertThat(button("Copied")).isVisible();
        assertThat((String) page.evaluate("navigator.clipboard.readText()"))
                .startsWith("curl --data-binary '@speech.wav'")
                .contains(url + "v1/tags?timeline=true&threshold=0.2&top_k=10");
    }
}
