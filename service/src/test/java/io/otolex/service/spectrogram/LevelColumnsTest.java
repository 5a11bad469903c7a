package io.otolex.service.spectrogram;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LevelColumnsTest {

    private static LevelColumns of(int frames, int most, int loudFrame) {
        var columns = new LevelColumns(2, most);
        for (int frame = 0; frame < frames; frame++) {
            columns.add(new float[] {0, -50, frame == loudFrame ? -3 : -80}, 1);
        }
        return columns;
    }

    @Test
    void aShortRecordingHasOneColumnAFrame() {
        LevelColumns columns = of(3, 8, 1);

        assertThat(columns.columns()).isEqualTo(3);
        assertThat(columns.level(0, 1)).isEqualTo(-80);
        assertThat(columns.level(1, 1)).isEqualTo(-3);
        assertThat(columns.level(1, 0)).isEqualTo(-50);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 16, 17, 33, 1000, 65_537})
    void aLongOneHasNeverMoreThanTheMost(int frames) {
        LevelColumns columns = of(frames, 8, 0);

        assertThat(columns.columns()).isBetween(5, 8);
        assertThat(columns.frames()).isEqualTo(frames);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 499, 500, 998, 999})
    void oneLoudFrameAmongAThousandIsSeenAtItsPlace(int loudFrame) {
        LevelColumns columns = of(1000, 8, loudFrame);

        int expected = loudFrame / 128; // 1000 frames in 8 columns
        for (int column = 0; column < columns.columns(); column++) {
            assertThat(columns.level(column, 1)).isEqualTo(column == expected ? -3 : -80);
        }
        assertThat(columns.loudest()).isEqualTo(-3);
    }
}
