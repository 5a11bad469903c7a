package io.otolex.model;

import com.google.gson.Gson;
import io.otolex.model.checkpoint.Tensor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes safetensors, well-formed or not. */
public final class SafetensorsBytes {

    private SafetensorsBytes() {}

    public static byte[] of(Map<String, Tensor> tensors, Map<String, String> metadata) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("__metadata__", metadata);
        var data = new ByteArrayOutputStream();
        tensors.forEach((name, tensor) -> {
            int begin = data.size();
            byte[] bytes = new byte[tensor.bytes().remaining()];
            tensor.bytes().duplicate().get(bytes);
            data.writeBytes(bytes);
            header.put(
                    name,
                    Map.of(
                            "dtype", tensor.dtype().name(),
                            "shape", tensor.shape().sizes(),
                            "data_offsets", List.of(begin, data.size())));
        });
        return of(new Gson().toJson(header), data.toByteArray());
    }

    public static byte[] of(String header, byte[] data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .put(data)
                .array();
    }
}
