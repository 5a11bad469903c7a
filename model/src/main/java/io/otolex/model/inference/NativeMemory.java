package io.otolex.model.inference;

import com.sun.jna.Library;
import com.sun.jna.Native;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the C library keeps the memory that tensors gave back. */
final class NativeMemory {

    /*
     * glibc hands a freed block back to the kernel once it is large, and a map of the first stages is 1 to 20 MB. Each
     * operation then gets pages that the kernel has to find and clear: some 2600 page faults and 7 ms of 60 for a window
     * of the embedded model. Kept, the same blocks serve the next window.
     *
     * It costs what the largest batch needed, once for each thread that scores; that peak was there before too.
     */

    private static final Logger LOG = LoggerFactory.getLogger(NativeMemory.class);

    /** Numbers of {@code mallopt(3)}. */
    private static final int M_TRIM_THRESHOLD = -1;

    private static final int M_MMAP_THRESHOLD = -3;

    /** The most that glibc takes: half of what one of its heaps can hold. */
    private static final int KEPT_BLOCK_BYTES = 32 << 20;

    private static final int KEPT_BYTES = 512 << 20;

    private NativeMemory() {}

    interface Glibc extends Library {
        /** Returns 1 if it was done. */
        int mallopt(int parameter, int value);
    }

    /** Keeps what is freed for the next batch, where the C library is glibc; nothing happens elsewhere. */
    static boolean keepFreed() {
        try {
            Glibc glibc = Native.load("c", Glibc.class);
            return glibc.mallopt(M_MMAP_THRESHOLD, KEPT_BLOCK_BYTES) == 1
                    && glibc.mallopt(M_TRIM_THRESHOLD, KEPT_BYTES) == 1;
        } catch (LinkageError e) { // musl, macOS, Windows: other allocators, which have other habits
            LOG.debug("no mallopt here: {}", e.getMessage());
            return false;
        }
    }
}
