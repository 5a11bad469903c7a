package io.otolex.model.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The driver's answers are read as its header lays them out; the driver itself is played. */
class NvidiaGpuTest {

    @Test
    void aGpuTellsItsMemoryAndHowBusyItIs() {
        NvidiaGpu gpu = NvidiaGpu.all(new Driver(0)).get(1);

        assertThat(gpu.index()).isEqualTo(1);
        assertThat(gpu.memoryBytes()).isEqualTo(80e9);
        assertThat(gpu.usedMemoryBytes()).isEqualTo(3e9);
        assertThat(gpu.utilisation()).isEqualTo(0.87);
    }

    @Test
    void whatTheDriverDoesNotTellIsNoNumber() {
        List<NvidiaGpu> gpus = NvidiaGpu.all(new Driver(3)); // NVML_ERROR_NOT_SUPPORTED

        assertThat(gpus).hasSize(2);
        assertThat(gpus.get(0).utilisation()).isNaN();
        assertThat(gpus.get(0).usedMemoryBytes()).isNaN();
    }

    @Test
    void withoutADriverThereAreNoGpus() {
        assertThat(NvidiaGpu.all()).isNotNull();
        assertThat(NvidiaGpu.all(new Driver(0) {
                    @Override
                    public int nvmlInit_v2() {
                        return 9; // NVML_ERROR_DRIVER_NOT_LOADED
                    }
                }))
                .isEmpty();
    }

    private static class Driver implements NvidiaDriver {
        private final int result;

        Driver(int result) {
            this.result = result;
        }

        @Override
        public int nvmlInit_v2() {
            return 0;
        }

        @Override
        public int nvmlDeviceGetCount_v2(IntByReference count) {
            count.setValue(2);
            return 0;
        }

        @Override
        public int nvmlDeviceGetHandleByIndex_v2(int index, PointerByReference gpu) {
            gpu.setValue(new Pointer(1 + index));
            return 0;
        }

        @Override
        public int nvmlDeviceGetMemoryInfo(Pointer gpu, Pointer memory) {
            memory.write(0, new long[] {80_000_000_000L, 77_000_000_000L, 3_000_000_000L}, 0, 3);
            return result;
        }

        @Override
        public int nvmlDeviceGetUtilizationRates(Pointer gpu, Pointer percent) {
            percent.write(0, new int[] {87, 12}, 0, 2);
            return result;
        }
    }
}
