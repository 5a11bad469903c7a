package io.otolex.model.checkpoint;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A pickle machine that cannot do anything.
 *
 * <p>Python's runs whatever callable the file names. This one knows a dozen names ({@link PickleGlobals}), each of which
 * stands for a value defined here, and any other is an error that says which. It never looks up a class or a method.
 */
final class Unpickler {

    /*
     * Bounds: a step makes at most one value, and text and bytes are no longer than the file. Nothing recurses: values
     * of the file may contain themselves, and are never compared, hashed or printed, which is why only plain keys may
     * enter a dictionary.
     */

    /** A checkpoint takes some ten thousand; one with a sampler's lists beside the weights may take a few million. */
    private static final int MAX_STEPS = 5_000_000;

    private static final Object MARK = new Object();
    private static final Unpickled.None NONE = new Unpickled.None();

    private final ByteBuffer in;
    private final List<Object> stack = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    private Unpickler(ByteBuffer pickle) {
        this.in = pickle.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * The value that the file holds: {@link Unpickled}, String, Long, Double, Boolean, byte[], List or Map.
     *
     * @throws CheckpointException if the file asks for anything that is not on the list, or is malformed
     */
    static Object read(ByteBuffer pickle) throws CheckpointException {
        var machine = new Unpickler(pickle);
        try {
            return machine.run();
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new CheckpointException("the pickle ends early or is malformed, at byte " + machine.in.position(), e);
        }
    }

    private Object run() throws CheckpointException {
        for (int steps = 0; steps < MAX_STEPS; steps++) {
            int opcode = in.get() & 0xff;
            if (opcode == '.') {
                return pop();
            }
            step(opcode);
        }
        throw new CheckpointException("the pickle takes more than " + MAX_STEPS + " steps");
    }

    private void step(int opcode) throws CheckpointException {
        switch (opcode) {
            case 0x80 -> protocol(in.get());
            case 0x95 -> in.getLong(); // FRAME: a length that only streams need
            case '(' -> stack.add(MARK);
            case 'N' -> stack.add(NONE);
            case 0x88 -> stack.add(true);
            case 0x89 -> stack.add(false);
            case 'K' -> stack.add((long) (in.get() & 0xff));
            case 'M' -> stack.add((long) (in.getShort() & 0xffff));
            case 'J' -> stack.add((long) in.getInt());
            case 0x8a -> stack.add(longInteger(in.get() & 0xff));
            case 'G' -> stack.add(Double.longBitsToDouble(Long.reverseBytes(in.getLong())));
            case 'X' -> stack.add(text(in.getInt()));
            case 0x8c -> stack.add(text(in.get() & 0xff));
            case 'B' -> stack.add(bytes(in.getInt()));
            case 'C' -> stack.add(bytes(in.get() & 0xff));
            case ')' -> stack.add(List.of());
            case 0x85, 0x86, 0x87 -> stack.add(tuple(stack.size() - (opcode - 0x84)));
            case 't' -> stack.add(tuple(mark()));
            case ']' -> stack.add(new ArrayList<>());
            case 'a' -> append(stack.size() - 1);
            case 'e' -> append(mark());
            case '}' -> stack.add(new LinkedHashMap<>());
            case 's' -> setItems(stack.size() - 2);
            case 'u' -> setItems(mark());
            case 'q' -> memo.put(in.get() & 0xff, top());
            case 'r' -> memo.put(in.getInt(), top());
            case 0x94 -> memo.put(memo.size(), top());
            case 'h' -> stack.add(remembered(in.get() & 0xff));
            case 'j' -> stack.add(remembered(in.getInt()));
            case 'c' -> stack.add(PickleGlobals.resolve(line(), line()));
            case 0x93 -> stackGlobal();
            case 'R' -> reduce();
            case 'b' -> build();
            case 'Q' -> stack.add(storage(pop()));
            default ->
                throw new CheckpointException(
                        "the pickle has the opcode 0x" + Integer.toHexString(opcode) + ", which no checkpoint needs");
        }
    }

    private static void protocol(int version) throws CheckpointException {
        if (version < 2 || version > 5) {
            throw new CheckpointException("pickle protocol " + version + " is not read");
        }
    }

    private long longInteger(int length) throws CheckpointException {
        if (length > 8) {
            throw new CheckpointException("the pickle has an integer of " + length + " bytes");
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            long octet = i == length - 1 ? in.get() : in.get() & 0xff; // the last one carries the sign
            value |= octet << (8 * i);
        }
        return value;
    }

    private String text(int length) throws CheckpointException {
        return Utf8.decode(ByteBuffer.wrap(bytes(length)));
    }

    private byte[] bytes(int length) {
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private String line() throws CheckpointException {
        int length = 0;
        while (in.get(in.position() + length) != '\n') {
            length++;
        }
        String line = text(length);
        in.get();
        return line;
    }

    private Object pop() {
        return stack.remove(stack.size() - 1);
    }

    private Object top() {
        return stack.get(stack.size() - 1);
    }

    private Object remembered(int key) throws CheckpointException {
        Object value = memo.get(key);
        if (value == null) {
            throw new CheckpointException("the pickle remembers nothing under " + key);
        }
        return value;
    }

    /** Takes the last mark off the stack; what stood above it begins at the answer. */
    private int mark() {
        for (int i = stack.size() - 1; i >= 0; i--) {
            if (stack.get(i) == MARK) {
                stack.remove(i);
                return i;
            }
        }
        throw new IllegalArgumentException("no mark");
    }

    private List<Object> tuple(int from) {
        List<Object> above = stack.subList(from, stack.size());
        List<Object> items = Collections.unmodifiableList(new ArrayList<>(above));
        above.clear();
        return items;
    }

    @SuppressWarnings("unchecked")
    private void append(int from) throws CheckpointException {
        List<Object> items = tuple(from);
        if (!(top() instanceof ArrayList<?> list)) {
            throw new CheckpointException("the pickle appends to something that is no list");
        }
        ((ArrayList<Object>) list).addAll(items);
    }

    @SuppressWarnings("unchecked")
    private void setItems(int from) throws CheckpointException {
        List<Object> items = tuple(from);
        if (!(top() instanceof LinkedHashMap<?, ?> dict) || items.size() % 2 != 0) {
            throw new CheckpointException("the pickle fills something that is no dictionary");
        }
        for (int i = 0; i < items.size(); i += 2) {
            ((LinkedHashMap<Object, Object>) dict).put(key(items.get(i)), items.get(i + 1));
        }
    }

    private static Object key(Object key) throws CheckpointException {
        if (key instanceof String || key instanceof Long || key instanceof Boolean || key instanceof Double) {
            return key;
        }
        throw new CheckpointException("the pickle has a dictionary with a key that is neither text nor number");
    }

    private void stackGlobal() throws CheckpointException {
        if (pop() instanceof String name && pop() instanceof String module) {
            stack.add(PickleGlobals.resolve(module, name));
            return;
        }
        throw new CheckpointException("the pickle names a global by something that is no text");
    }

    private void reduce() throws CheckpointException {
        if (pop() instanceof List<?> arguments && pop() instanceof Unpickled.Callable callable) {
            stack.add(PickleGlobals.call(callable, arguments));
            return;
        }
        throw new CheckpointException("the pickle calls something that is not on the list");
    }

    /** State of a dictionary is PyTorch's {@code _metadata}, of an opaque value is opaque; neither is needed. */
    private void build() throws CheckpointException {
        pop();
        if (!(top() instanceof LinkedHashMap<?, ?> || top() instanceof Unpickled.Opaque)) {
            throw new CheckpointException("the pickle gives state to something that has none");
        }
    }

    private static Unpickled.StorageRef storage(Object id) throws CheckpointException {
        if (id instanceof List<?> parts
                && parts.size() == 5
                && "storage".equals(parts.get(0))
                && parts.get(1) instanceof Unpickled.StorageType type
                && parts.get(2) instanceof String key
                && parts.get(4) instanceof Long count) {
            return new Unpickled.StorageRef(type.dtype(), key, count);
        }
        throw new CheckpointException("the pickle refers to a storage in an unknown way");
    }
}
