package io.otolex.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowsTest {

    private static final LogMelSpec TENS = new LogMelSpec(10, 4, 2, 1, 1, 5, 100); // 10 Hz: ten seconds are 100 samples

    @Test
    void aRecordingOfThreeWindowsIsCutSideBySide() throws AudioDecodingException {
        List<Window> windows = windowsOf(300, 100);
        assertThat(windows).extracting(Window::startSeconds).containsExactly(0.0, 10.0, 20.0);
        assertThat(windows).extracting(Window::endSeconds).containsExactly(10.0, 20.0, 30.0);
        assertThat(windows).extracting(Window::index).containsExactly(0, 1, 2);
        assertThat(windows).allSatisfy(WindowsTest::assertHoldsWhatItSays);
    }

    @Test
    void theLastWindowIsMovedBackToEndWithTheRecording() throws AudioDecodingException {
        List<Window> windows = windowsOf(270, 100);
        assertThat(windows).extracting(Window::startSeconds).containsExactly(0.0, 10.0, 17.0);
        assertThat(windows).extracting(Window::endSeconds).containsExactly(10.0, 20.0, 27.0);
        assertThat(windows).allSatisfy(WindowsTest::assertHoldsWhatItSays);
    }

    @Test
    void oneSampleMoreMakesOneWindowMore() throws AudioDecodingException {
        List<Window> windows = windowsOf(101, 100);
        assertThat(windows).extracting(Window::startSeconds).containsExactly(0.0, 0.1);
        assertThat(windows).allSatisfy(WindowsTest::assertHoldsWhatItSays);
    }

    @Test
    void windowsOverlapWhereTheHopIsShorter() throws AudioDecodingException {
        List<Window> windows = windowsOf(230, 50);
        assertThat(windows).extracting(Window::startSeconds).containsExactly(0.0, 5.0, 10.0, 13.0);
        assertThat(windows).allSatisfy(WindowsTest::assertHoldsWhatItSays);
    }

    @Test
    void aShorterRecordingIsPaddedWithZerosAndSaysWhereItEnds() throws AudioDecodingException {
        Window window = windowsOf(30, 100).get(0);
        assertThat(window.endSeconds()).isEqualTo(3.0);
        assertThat(window.pcm().samples()).hasSize(100);
        assertThat(Arrays.copyOf(window.pcm().samples(), 30)).isEqualTo(ramp(0, 30));
        assertThat(Arrays.copyOfRange(window.pcm().samples(), 30, 100)).containsOnly(0);
    }

    @Test
    void aRecordingThatIsTooShortForItsModelIsRepeatedBeforeTheZeros() throws AudioDecodingException {
        Window window = Windows.of(new Ramp(20), TENS.repeatingBelow(50)).next().orElseThrow();
        assertThat(window.endSeconds()).as("where the recording ends").isEqualTo(2.0);
        float[] samples = window.pcm().samples();
        assertThat(Arrays.copyOfRange(samples, 0, 20)).isEqualTo(ramp(0, 20));
        assertThat(Arrays.copyOfRange(samples, 20, 40)).isEqualTo(ramp(0, 20));
        assertThat(Arrays.copyOfRange(samples, 40, 50)).isEqualTo(ramp(0, 10));
        assertThat(Arrays.copyOfRange(samples, 50, 100)).containsOnly(0);
    }

    @Test
    void aRecordingThatIsLongEnoughForItsModelIsNotRepeated() throws AudioDecodingException {
        for (int length : new int[] {50, 60, 100, 130}) {
            Windows plain = Windows.of(new Ramp(length), TENS);
            Windows repeating = Windows.of(new Ramp(length), TENS.repeatingBelow(50));
            for (var next = plain.next(); next.isPresent(); next = plain.next()) {
                assertThat(repeating.next().orElseThrow().pcm().samples())
                        .isEqualTo(next.get().pcm().samples());
            }
        }
    }

    @Test
    void aWindowIsFilledButNotOverfilled() throws AudioDecodingException {
        LogMelSpec brief = TENS.repeatingBelow(50).withWindow(30);
        Window window = Windows.of(new Ramp(20), brief).next().orElseThrow();
        assertThat(Arrays.copyOfRange(window.pcm().samples(), 20, 30)).isEqualTo(ramp(0, 10));
    }

    @Test
    void aShorterRecordingIsOneWindow() throws AudioDecodingException {
        assertThat(windowsOf(1, 100)).hasSize(1);
        assertThat(windowsOf(99, 100)).hasSize(1);
        assertThat(windowsOf(100, 100)).hasSize(1);
    }

    @Test
    void noSampleIsNoWindow() throws AudioDecodingException {
        assertThat(windowsOf(0, 100)).isEmpty();
        assertThat(Windows.of(new Ramp(0), TENS.repeatingBelow(50)).next()).isEmpty();
    }

    @Test
    void aWindowHandedOutIsNotWrittenToAgain() throws AudioDecodingException {
        Windows windows = Windows.of(new Ramp(300), TENS);
        float[] first = windows.next().orElseThrow().pcm().samples();
        float[] copy = first.clone();
        windows.next();
        assertThat(first).isEqualTo(copy);
    }

    @Test
    void aHopBeyondTheWindowWouldSkipAudio() {
        assertThatThrownBy(() -> Windows.of(new Ramp(1), TENS, 101)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingIsRepeatedUpToLessThanNothing() {
        assertThatThrownBy(() -> TENS.repeatingBelow(-1)).hasMessageContaining("-1");
    }

    private static void assertHoldsWhatItSays(Window window) {
        int start = (int) Math.round(window.startSeconds() * 10);
        assertThat(window.pcm().samples()).isEqualTo(ramp(start, 100));
    }

    private static List<Window> windowsOf(int samples, int hop) throws AudioDecodingException {
        Windows windows = Windows.of(new Ramp(samples), TENS, hop);
        var all = new ArrayList<Window>();
        for (var next = windows.next(); next.isPresent(); next = windows.next()) {
            all.add(next.get());
        }
        return all;
    }

    private static float[] ramp(int start, int count) {
        var ramp = new float[count];
        IntStream.range(0, count).forEach(i -> ramp[i] = start + i + 1);
        return ramp;
    }

    /** Samples 1, 2, 3, …: each tells where it came from. */
    private static final class Ramp implements DecodedAudio {
        private final int length;
        private int position;

        Ramp(int length) {
            this.length = length;
        }

        @Override
        public int read(float[] buffer) {
            int count = Math.min(buffer.length, length - position);
            System.arraycopy(ramp(position, count), 0, buffer, 0, count);
            position += count;
            return count;
        }

        @Override
        public Optional<InputReport> report() {
            return Optional.empty();
        }

        @Override
        public void close() {
            // nothing to end
        }
    }
}
