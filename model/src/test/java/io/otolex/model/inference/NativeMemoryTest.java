package io.otolex.model.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** On Linux with glibc, which is what the image and the continuous build have. */
@EnabledOnOs(OS.LINUX)
class NativeMemoryTest {

    private static final int BLOCK = 8 << 20;
    private static final int PAGE = 4096;

    @Test
    void aBlockThatWasFreedServesTheNextOneWithoutNewPages() throws IOException {
        assertThat(NativeMemory.keepFreed()).isTrue();
        touchAndFree(); // the first one has to be found

        long before = pageFaults();
        for (int i = 0; i < 10; i++) {
            touchAndFree();
        }
        assertThat(pageFaults() - before).isLessThan(BLOCK / PAGE); // of ten times as many
    }

    private static void touchAndFree() {
        try (var block = new Memory(BLOCK)) {
            block.clear();
        }
    }

    /** Of this thread, without input or output. */
    private static long pageFaults() throws IOException {
        String stat = Files.readString(Path.of("/proc/thread-self/stat"));
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[7]);
    }
}
