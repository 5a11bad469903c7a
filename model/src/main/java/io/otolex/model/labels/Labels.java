package io.otolex.model.labels;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The table of classes, in the order of the model's outputs. */
public final class Labels {

    private static final CSVFormat TABLE =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    private final List<Label> byIndex;

    private Labels(List<Label> byIndex) {
        this.byIndex = byIndex;
    }

    /** The 527 classes of AudioSet, from the table that every published tagger shares. */
    public static Labels audioSet() {
        try (Reader csv = new InputStreamReader(
                Objects.requireNonNull(Labels.class.getResourceAsStream("class_labels_indices.csv")),
                StandardCharsets.UTF_8)) {
            return new Labels(TABLE.parse(csv).stream().map(Labels::label).toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the label table inside the jar cannot be read", e);
        }
    }

    private static Label label(CSVRecord row) {
        return new Label(Integer.parseInt(row.get("index")), row.get("mid"), row.get("display_name"));
    }

    public Label get(int index) {
        return byIndex.get(index);
    }

    public int size() {
        return byIndex.size();
    }

    public List<Label> all() {
        return byIndex;
    }
}
