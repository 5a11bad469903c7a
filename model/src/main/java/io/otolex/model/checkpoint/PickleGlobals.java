package io.otolex.model.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The Python names that a checkpoint may mention, and the harmless values they stand for here. */
final class PickleGlobals {

    private static final Map<String, Unpickled> ALLOWED = Map.ofEntries(
            Map.entry("torch._utils._rebuild_tensor_v2", Unpickled.Callable.REBUILD_TENSOR),
            Map.entry("torch._utils._rebuild_parameter", Unpickled.Callable.REBUILD_PARAMETER),
            Map.entry("collections.OrderedDict", Unpickled.Callable.ORDERED_DICT),
            Map.entry("torch.DoubleStorage", new Unpickled.StorageType(Dtype.F64)),
            Map.entry("torch.FloatStorage", new Unpickled.StorageType(Dtype.F32)),
            Map.entry("torch.HalfStorage", new Unpickled.StorageType(Dtype.F16)),
            Map.entry("torch.BFloat16Storage", new Unpickled.StorageType(Dtype.BF16)),
            Map.entry("torch.LongStorage", new Unpickled.StorageType(Dtype.I64)),
            Map.entry("torch.IntStorage", new Unpickled.StorageType(Dtype.I32)),
            Map.entry("torch.ShortStorage", new Unpickled.StorageType(Dtype.I16)),
            Map.entry("torch.CharStorage", new Unpickled.StorageType(Dtype.I8)),
            Map.entry("torch.ByteStorage", new Unpickled.StorageType(Dtype.U8)),
            Map.entry("torch.BoolStorage", new Unpickled.StorageType(Dtype.BOOL)),
            // statistics beside the weights: mAP as a numpy scalar, a sampler's state as arrays
            Map.entry("numpy.core.multiarray.scalar", Unpickled.Callable.IGNORED),
            Map.entry("numpy._core.multiarray.scalar", Unpickled.Callable.IGNORED),
            Map.entry("numpy.core.multiarray._reconstruct", Unpickled.Callable.IGNORED),
            Map.entry("numpy._core.multiarray._reconstruct", Unpickled.Callable.IGNORED),
            Map.entry("numpy.dtype", Unpickled.Callable.IGNORED),
            Map.entry("numpy.ndarray", Unpickled.Callable.IGNORED),
            Map.entry("_codecs.encode", Unpickled.Callable.IGNORED));

    private PickleGlobals() {}

    static Unpickled resolve(String module, String name) throws CheckpointException {
        Unpickled known = ALLOWED.get(module + "." + name);
        if (known == null) {
            throw new CheckpointException("the pickle asks for " + module + "." + name
                    + ", which is not on the list of what weights need; nothing was run");
        }
        return known;
    }

    static Object call(Unpickled.Callable callable, List<?> arguments) throws CheckpointException {
        return switch (callable) {
            case REBUILD_TENSOR -> tensor(arguments);
            case REBUILD_PARAMETER -> parameter(arguments);
            case ORDERED_DICT -> emptyDict(arguments);
            case IGNORED -> new Unpickled.Opaque();
        };
    }

    private static Unpickled.TensorRef tensor(List<?> arguments) throws CheckpointException {
        if (arguments.size() >= 4
                && arguments.get(0) instanceof Unpickled.StorageRef storage
                && arguments.get(1) instanceof Long offset
                && arguments.get(2) instanceof List<?> sizes
                && arguments.get(3) instanceof List<?> strides) {
            return new Unpickled.TensorRef(storage, offset, longs(sizes), longs(strides));
        }
        throw new CheckpointException("the pickle rebuilds a tensor from unknown arguments");
    }

    private static Unpickled.TensorRef parameter(List<?> arguments) throws CheckpointException {
        if (!arguments.isEmpty() && arguments.get(0) instanceof Unpickled.TensorRef tensor) {
            return tensor;
        }
        throw new CheckpointException("the pickle rebuilds a parameter from unknown arguments");
    }

    private static Map<Object, Object> emptyDict(List<?> arguments) throws CheckpointException {
        if (!arguments.isEmpty()) {
            throw new CheckpointException("the pickle builds a dictionary in an unknown way");
        }
        return new LinkedHashMap<>();
    }

    private static List<Long> longs(List<?> values) throws CheckpointException {
        if (values.size() > 8 || !values.stream().allMatch(Long.class::isInstance)) {
            throw new CheckpointException("the pickle has a tensor with impossible sizes");
        }
        return values.stream().map(Long.class::cast).toList();
    }
}
