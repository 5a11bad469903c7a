package io.otolex.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComputeDeviceTest {

    @ParameterizedTest
    @ValueSource(strings = {"auto", "cpu", "gpu", "gpu:0", "gpu:13"})
    void readsWhatItWrites(String setting) {
        assertThat(ComputeDevice.parse(setting)).hasToString(setting);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cuda", "gpu:", "gpu:-1", "gpu:1,2", "tpu"})
    void refusesWhatIsNoDevice(String setting) {
        assertThatThrownBy(() -> ComputeDevice.parse(setting)).hasMessageContaining("auto, cpu, gpu or gpu:N");
    }

    @Test
    void numbersTellGpusApart() {
        assertThat(ComputeDevice.gpu(1)).isNotEqualTo(ComputeDevice.GPU).isEqualTo(ComputeDevice.parse("GPU:1"));
    }
}
