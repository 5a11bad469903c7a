package io.otolex.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otolex.model.SafetensorsBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {

    private static final String TENSOR = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";

    @TempDir
    Path directory;

    @Test
    void readsAFileAsItReadsBytes() throws IOException {
        byte[] bytes =
                SafetensorsBytes.of(Map.of("w", Tensor.of(Shape.of(2, 1), 1.5f, -2f)), Map.of("otolex.name", "one"));
        Path file = Files.write(directory.resolve("m.safetensors"), bytes);
        Checkpoint checkpoint = Checkpoint.read(file);
        assertThat(checkpoint.tensors())
                .hasEntrySatisfying("w", w -> assertThat(w.floats()).containsExactly(1.5f, -2f));
        assertThat(checkpoint.shapes()).containsEntry("w", Shape.of(2, 1));
        assertThat(checkpoint.metadata()).containsEntry("otolex.name", "one");
        assertThat(checkpoint.sha256())
                .isEqualTo(Digests.sha256(file))
                .isEqualTo(Checkpoint.read(bytes).sha256());
    }

    /** Values from IEEE 754 and the definition of bfloat16. */
    @ParameterizedTest
    @CsvSource({
        "F64, 000000000000f03f, 1",
        "F32, 0000c03f, 1.5",
        "F16, 003c, 1",
        "F16, 00c0, -2",
        "F16, 0100, 5.9604645E-8",
        "F16, ff7b, 65504",
        "F16, 007c, Infinity",
        "F16, 5535, 0.33325195",
        "BF16, c03f, 1.5",
        "BF16, 80ff, -Infinity",
        "I64, feffffffffffffff, -2",
        "I32, 05000000, 5",
        "I16, ffff, -1",
        "I8, 80, -128",
        "U8, ff, 255",
        "BOOL, 01, 1"
    })
    void decodesEveryDtype(Dtype dtype, String hex, float expected) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThat(new Tensor(dtype, Shape.of(), ByteBuffer.wrap(bytes)).floats())
                .containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | twice
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}} | begins at 4
            {"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}                            | begins at 4
            {"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}                           | describes 16
            {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}                            | describes 4
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}                            | range
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}                           | range
            {"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}                            | takes 12
            {"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}                           | shape [-2]
            {"a":{"dtype":"F32","shape":[65536,65536,65536,65536,16],"data_offsets":[0,8]}}   | shape
            {"a":{"dtype":"F32","shape":[9223372036854775807],"data_offsets":[0,8]}}          | shape
            {"a":{"dtype":"F33","shape":[2],"data_offsets":[0,8]}}                            | unknown dtype F33
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4,8]}}                          | two data_offsets
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":1}}                      | a field x
            {"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,8]}}                          | header
            {"a":{"dtype":"F32","shape":"2","data_offsets":[0,8]}}                            | header
            {"a":[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]}                                           | header
            {"a":{"dtype":"F32"}}                                                             | needs dtype
            {"__metadata__":{"a":{}}}                                                         | header
            []                                                                                | header
            {"a":                                                                             | header
            """)
    void refusesAHeaderThatLies(String header, String reason) {
        assertThatThrownBy(() -> Checkpoint.read(SafetensorsBytes.of(header, new byte[8])))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({"-1", "0", "1", "9223372036854775807", "10000001", "1000"})
    void refusesAHeaderLongerThanTheFile(long length) {
        byte[] bytes = SafetensorsBytes.of(TENSOR, new byte[8]);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
        assertThatThrownBy(() -> Checkpoint.read(bytes))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("a header of");
    }

    @Test
    void refusesTextThatIsNoCheckpoint() throws IOException {
        Path file = Files.writeString(directory.resolve("model.safetensors"), "<!DOCTYPE html><html>Not found</html>");
        assertThatThrownBy(() -> Checkpoint.read(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("not safetensors");
    }

    @Test
    void refusesWhatIsNotUtf8() {
        byte[] bytes = SafetensorsBytes.of(TENSOR, new byte[8]);
        bytes[10] = (byte) 0xc3;
        assertThatThrownBy(() -> Checkpoint.read(bytes)).isInstanceOf(CheckpointException.class);
    }

    /** Whatever is broken, the answer is one exception, quickly. */
    @Test
    void survivesMutations() {
        byte[] whole = SafetensorsBytes.of(TENSOR, new byte[8]);
        var random = new Random(1);
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] broken = Arrays.copyOf(whole, random.nextInt(4) == 0 ? random.nextInt(80) : whole.length);
            for (int i = random.nextInt(4); i >= 0 && broken.length > 0; i--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }
            refused += isRefused(broken) ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(10_000);
    }

    private static boolean isRefused(byte[] bytes) {
        try {
            Checkpoint.read(bytes).tensors().values().forEach(Tensor::floats);
            return false;
        } catch (CheckpointException e) {
            return true;
        } catch (IOException e) {
            throw new AssertionError(new String(bytes, StandardCharsets.ISO_8859_1), e);
        }
    }
}
