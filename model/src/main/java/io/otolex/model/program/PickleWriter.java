package io.otolex.model.program;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The fifteen opcodes of pickle protocol 2 that a TorchScript archive needs. */
final class PickleWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    PickleWriter() {
        out.write(0x80); // PROTO
        out.write(2);
    }

    PickleWriter global(String module, String name) {
        out.write('c');
        out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
        return this;
    }

    PickleWriter mark() {
        return opcode('(');
    }

    /** Closes {@link #mark}. */
    PickleWriter tuple() {
        return opcode('t');
    }

    PickleWriter emptyTuple() {
        return opcode(')');
    }

    PickleWriter emptyDict() {
        return opcode('}');
    }

    /** Puts what follows {@link #mark}, key and value in turn, into the dictionary before it. */
    PickleWriter setItems() {
        return opcode('u');
    }

    PickleWriter newObject() {
        return opcode(0x81);
    }

    PickleWriter build() {
        return opcode('b');
    }

    PickleWriter reduce() {
        return opcode('R');
    }

    PickleWriter persistentId() {
        return opcode('Q');
    }

    PickleWriter bool(boolean value) {
        return opcode(value ? 0x88 : 0x89);
    }

    PickleWriter integer(int value) {
        return opcode('J').littleEndian(value);
    }

    PickleWriter string(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        opcode('X').littleEndian(utf8.length);
        out.writeBytes(utf8);
        return this;
    }

    /** A tuple of integers. */
    PickleWriter integers(Iterable<Integer> values) {
        mark();
        values.forEach(this::integer);
        return tuple();
    }

    byte[] stop() {
        out.write('.');
        return out.toByteArray();
    }

    private PickleWriter opcode(int code) {
        out.write(code);
        return this;
    }

    private PickleWriter littleEndian(int value) {
        out.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
        return this;
    }
}
