package io.otolex.model.inference;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;

/** The few functions of NVIDIA's management library (NVML) that are used here; each returns 0 if it worked. */
interface NvidiaDriver extends Library {

    /** Comes with every driver for Linux; without the version, only where one develops. */
    String NAME = "libnvidia-ml.so.1";

    int nvmlInit_v2();

    int nvmlDeviceGetCount_v2(IntByReference count);

    int nvmlDeviceGetHandleByIndex_v2(int index, PointerByReference gpu);

    /**
     * Writes three unsigned 64-bit numbers.
     *
     * @param memory bytes: in all, free, used
     */
    int nvmlDeviceGetMemoryInfo(Pointer gpu, Pointer memory);

    /**
     * Writes two unsigned 32-bit numbers.
     *
     * @param percent of the time in which a kernel ran, in which memory was used
     */
    int nvmlDeviceGetUtilizationRates(Pointer gpu, Pointer percent);
}
