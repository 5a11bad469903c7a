package io.otolex.service.openinference;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What was inferred.
 *
 * @param id the request's own, if it had one
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(Include.NON_NULL)
record InferResponse(
        String modelName, String modelVersion, @Nullable String id, List<Output> outputs) {

    /** @param data in the order of the rows */
    record Output(String name, String datatype, List<Integer> shape, List<?> data) {

        static Output of(String name, List<float[]> rows) {
            var data = new ArrayList<Float>();
            for (float[] row : rows) {
                for (float value : row) {
                    data.add(value);
                }
            }
            int width = rows.isEmpty() ? 0 : rows.get(0).length;
            return new Output(name, ServedModel.FP32, List.of(rows.size(), width), data);
        }

        static Output ofTexts(String name, List<String> texts) {
            return new Output(name, ServedModel.BYTES, List.of(texts.size()), texts);
        }
    }
}
