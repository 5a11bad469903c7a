package io.otolex.spark;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/** Tags a column of recordings. */
public final class AudioTagger {

    private AudioTagger() {}

    /** With the embedded model and its defaults. */
    public static Dataset<Row> tag(Dataset<Row> recordings, String column) {
        return tag(recordings, column, Map.of());
    }

    /**
     * The dataset with the columns {@code status}, {@code error}, {@code reason}, {@code sha256}, {@code model},
     * {@code input}, {@code windows}, {@code tags}, {@code events} and {@code embedding}: a row for each row. A recording
     * that cannot be tagged has status {@code failed}, and no other row suffers from it.
     *
     * @param column paths of any file system that Spark reads, or contents as bytes
     * @param options see {@link TaggerOptions#of}
     * @throws IllegalArgumentException if the column holds neither, a name is taken or an option is wrong
     */
    public static Dataset<Row> tag(Dataset<Row> recordings, String column, Map<String, String> options) {
        StructType given = recordings.schema();
        int index = given.fieldIndex(column);
        DataType type = given.fields()[index].dataType();
        if (!(type instanceof StringType || type instanceof BinaryType)) {
            throw new IllegalArgumentException(column + " must hold paths or bytes, not " + type.simpleString());
        }
        var hadoop = new SerializableConfiguration(
                recordings.sparkSession().sparkContext().hadoopConfiguration());
        var tagger = new PartitionTagger(TaggerOptions.of(options), index, hadoop);
        return recordings.mapPartitions(tagger, Encoders.row(TagColumns.after(given)));
    }
}
