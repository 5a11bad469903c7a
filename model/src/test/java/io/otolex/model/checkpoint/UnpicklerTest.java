package io.otolex.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pickles by hand, in Latin-1: one character is one byte. */
class UnpicklerTest {

    private static final String PROTOCOL = "\u0080\u0002";

    @Test
    void readsPlainValues() throws CheckpointException {
        Object value = read("}(X\u0001\0\0\0aK\u0005X\u0001\0\0\0b]((J\u00fe\u00ff\u00ff\u00ffM\u0001\u0002teu.");
        assertThat(value).isEqualTo(Map.of("a", 5L, "b", List.of(List.of(-2L, 513L))));
    }

    @Test
    void readsLongIntegersWithTheirSign() throws CheckpointException {
        assertThat(read("\u008a\u0002\u00ff\u00ff.")).isEqualTo(-1L);
        assertThat(read("\u008a\u0003\u0000\u0000\u0001.")).isEqualTo(65536L);
        assertThat(read("\u008a\u0000.")).isEqualTo(0L);
    }

    /** Each is what a real exploit begins with: the name alone is refused, so that nothing can follow. */
    @ParameterizedTest
    @CsvSource({
        "os, system",
        "posix, system",
        "builtins, eval",
        "builtins, exec",
        "builtins, getattr",
        "__builtin__, eval",
        "subprocess, Popen",
        "torch, load",
        "torch.hub, load",
        "runpy, _run_code",
        "numpy, load",
        "functools, partial",
        "collections, defaultdict",
        "java.lang, Runtime"
    })
    void namesTheGlobalThatIsRefused(String module, String name) {
        assertThatThrownBy(() -> read("c" + module + "\n" + name + "\nX\u0002\0\0\0id\u0085R."))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(module + "." + name)
                .hasMessageContaining("nothing was run");
    }

    @Test
    void refusesTheSameNamesFromTheStack() {
        assertThatThrownBy(() -> read("\u008c\u0002os\u008c\u0006system\u0093."))
                .hasMessageContaining("os.system");
    }

    /** Reached through the arguments of an allowed call, and through a call of a call's result. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ccollections\nOrderedDict\n(cos\nsystem\nX\u0002\0\0\0id\u0085RtR.",
                "cnumpy.core.multiarray\nscalar\n(cbuiltins\neval\nX\u0001\0\0\0xtRtR.",
                "ctorch._utils\n_rebuild_tensor_v2\n(cos\nsystem\n)RK\0))tR."
            })
    void refusesNestedCalls(String pickle) {
        assertThatThrownBy(() -> read(pickle)).hasMessageContaining("not on the list");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X\u0001\0\0\0a)R.", // a string is called
                "cnumpy.core.multiarray\nscalar\n)R)R.", // the result of a call is called
                "ctorch\nFloatStorage\n)R.", // a type is called
                "ccollections\nOrderedDict\nK\u0001R.", // called with what is no tuple
                "ccollections\nOrderedDict\n(K\u0001tR.",
                "ctorch._utils\n_rebuild_tensor_v2\n)R.",
                "ctorch._utils\n_rebuild_parameter\n(K\u0001tR."
            })
    void refusesCallsOfAnythingElse(String pickle) {
        assertThatThrownBy(() -> read(pickle)).isInstanceOf(CheckpointException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"i", "o", "\u0081", "\u0092", "P", "\u0082", "V", "I", "S", "2", "0"})
    void refusesOpcodesThatNoCheckpointNeeds(String opcode) {
        assertThatThrownBy(() -> read("(" + opcode + "posix\nsystem\n."))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("opcode");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "X\u00ff\u00ff\u00ff\u007fa.", // a text of 2 GB
                "X\u00ff\u00ff\u00ff\u00ffa.", // of negative length
                "B\u00ff\u00ff\u00ff\u007fa.",
                "\u008a\u00ff", // an integer of 255 bytes
                "t.", // no mark
                "u.",
                "a.",
                "R.",
                "b.",
                "Q.",
                "\u0087.",
                "h\u0007.", // never remembered
                "j\u00ff\u00ff\u00ff\u00ff.",
                "K\u0001K\u0002b.", // state for a number
                "}(K\u0001u.", // a key without a value
                "}(}K\u0001u.", // a dictionary as a key
                "]K\u0001s.",
                "cos",
                "X\u0001\0\0\0\u00c3." // not UTF-8
            })
    void refusesMalformedPickles(String pickle) {
        assertThatThrownBy(() -> read(pickle)).isInstanceOf(CheckpointException.class);
    }

    /** A list that holds itself must not be printed, compared or hashed: each would overflow the stack. */
    @Test
    void aValueMayContainItself() throws CheckpointException {
        assertThat(read("]q\u0000h\u0000a.") instanceof List<?> list && list.get(0) == list)
                .isTrue();
        assertThatThrownBy(() -> read("]q\u0000h\u0000a}h\u0000K\u0001s.")).isInstanceOf(CheckpointException.class);
        assertThatThrownBy(() -> read("}q\u0000h\u0000h\u0000s.")).isInstanceOf(CheckpointException.class);
    }

    /** An index of four billion must not make a table of four billion. */
    @Test
    void rememberingIsSparse() throws CheckpointException {
        assertThat(read("K\u0001r\u00ff\u00ff\u00ff\u00ffj\u00ff\u00ff\u00ff\u00ff."))
                .isEqualTo(1L);
    }

    @Test
    @Timeout(30)
    void endlessPicklesEnd() {
        assertThatThrownBy(() -> read("N".repeat(5_100_000))).hasMessageContaining("steps");
        assertThatThrownBy(() -> read("(".repeat(1_000_000))).isInstanceOf(CheckpointException.class);
    }

    /** Tensors inside tensors inside lists: doubling by reference costs nothing, since nobody copies deep. */
    @Test
    @Timeout(30)
    void doublingByReferenceIsCheap() throws CheckpointException {
        var pickle = new StringBuilder("]q\u0000");
        for (int i = 0; i < 60; i++) {
            pickle.append("(h")
                    .append((char) i)
                    .append('h')
                    .append((char) i)
                    .append("tq")
                    .append((char) (i + 1));
        }
        assertThat(read(pickle.append('.').toString())).isInstanceOf(List.class);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, '3', '1', 4", // offset
        "0, '5', '1', 4", // beyond the end
        "2, '3', '1', 4",
        "0, '1000000,1000000', '0,0', 4", // one number blown up
        "0, '2', '9223372036854775807', 4", // overflow
        "0, '2,2', '1', 4", // ranks differ
        "0, '2', '-1', 4",
        "0, '-2', '1', 4",
        "0, '2', '1', 5" // the storage is shorter than it says
    })
    void viewsStayInsideTheirStorage(long offset, String sizes, String strides, long count) {
        var storage = new Unpickled.StorageRef(Dtype.F32, "0", count);
        var tensor = new Unpickled.TensorRef(storage, offset, longs(sizes), longs(strides));
        assertThatThrownBy(() -> tensor.over(ByteBuffer.allocate(16)))
                .isInstanceOfAny(IllegalArgumentException.class, ArithmeticException.class);
    }

    @Test
    void survivesMutations() {
        String whole = "}(X\u0001\0\0\0actorch._utils\n_rebuild_tensor_v2\n((X\u0007\0\0\0storagectorch\nFloatStorage\n"
                + "X\u0001\0\0\0000X\u0003\0\0\0cpuK\u0004tQK\0(K\u0004t(K\u0001t\u0089ccollections\nOrderedDict\n)RtRu.";
        var random = new Random(3);
        int refused = 0;
        for (int round = 0; round < 50_000; round++) {
            var broken = new StringBuilder(whole);
            for (int i = random.nextInt(3); i >= 0; i--) {
                broken.setCharAt(random.nextInt(broken.length()), (char) random.nextInt(256));
            }
            refused += isRefused(broken.toString()) ? 1 : 0;
        }
        assertThat(refused).isBetween(20_000, 49_999);
    }

    private static boolean isRefused(String pickle) {
        try {
            read(pickle);
            return false;
        } catch (CheckpointException e) {
            return true;
        }
    }

    private static List<Long> longs(String text) {
        return Arrays.stream(text.split(",", -1)).map(Long::valueOf).toList();
    }

    private static Object read(String pickle) throws CheckpointException {
        return Unpickler.read(ByteBuffer.wrap((PROTOCOL + pickle).getBytes(StandardCharsets.ISO_8859_1)));
    }
}
