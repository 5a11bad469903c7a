package io.otolex.service.openinference;

import java.util.List;

/** A model's tensors. */
record ModelMetadata(String name, List<String> versions, String platform, List<Tensor> inputs, List<Tensor> outputs) {

    /** @param shape -1 for a dimension of any size */
    record Tensor(String name, String datatype, List<Integer> shape) {}
}
