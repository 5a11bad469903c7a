package io.otolex.audio.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamFactsTest {

    @Test
    void areReadFromTheHeader() {
        assertThat(StreamFacts.in("""
                #extradata 0:        5, 0x0366015d
                #software: Lavf62.3.100
                #tb 0: 1/44100
                #media_type 0: audio
                #codec_id 0: aac
                #sample_rate 0: 44100
                #channel_layout_name 0: 5.1(side)
                0,      -1024,      -1024,     1024,      310, 0xb0d78ff9
                """)).contains(new StreamFacts("aac", 44_100, 6));
    }

    @Test
    void areNotThereIfNoStreamWasFound() {
        assertThat(StreamFacts.in("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "mono, 1",
        "stereo, 2",
        "2.1, 3",
        "quad(side), 4",
        "5.1(side), 6",
        "7.1(wide-side), 8",
        "5.1.2(back), 8",
        "9.1.6, 16",
        "22.2, 24",
        "9 channels, 9",
        "2 channels (FC+LFE), 2",
        "255 channels, 255",
        "ambisonic 1, 4",
        "ambisonic 2+stereo, 9",
        "something new, 0"
    })
    void channelsAreCountedFromTheNameOfTheirLayout(String layout, int channels) {
        assertThat(StreamFacts.channels(layout)).isEqualTo(channels);
    }
}
