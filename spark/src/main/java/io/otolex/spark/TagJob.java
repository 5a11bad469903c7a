package io.otolex.spark;

import io.otolex.model.inference.ModelSummary;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** The ready job: everything below a path into a table, of which a second run does only what is missing. */
public final class TagJob {

    private static final String USAGE = "usage: TagJob --input PATH --output PATH [--manifest true] [--slices N]"
            + " [--option-NAME VALUE]..., such as --option-top_k 5";
    private static final String OPTION = "option-";

    private final SparkSession spark;
    private final Map<String, String> arguments;
    private final Map<String, String> options = new HashMap<>();

    private TagJob(SparkSession spark, Map<String, String> arguments) {
        this.spark = spark;
        this.arguments = arguments;
        arguments.forEach((name, value) -> {
            if (name.startsWith(OPTION)) {
                options.put(name.substring(OPTION.length()), value);
            }
        });
    }

    public static void main(String[] arguments) throws IOException {
        Map<String, String> parsed = parse(arguments);
        try (SparkSession spark = SparkSession.builder().appName("otolex").getOrCreate()) {
            new TagJob(spark, parsed).run();
        }
    }

    private static Map<String, String> parse(String[] arguments) {
        var parsed = new HashMap<String, String>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!arguments[i].matches("--(input|output|manifest|slices|option-\\w+)") || i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + ": " + USAGE);
            }
            parsed.put(arguments[i].substring(2), arguments[i + 1]);
        }
        if (!parsed.containsKey("input") || !parsed.containsKey("output")) {
            throw new IllegalArgumentException(USAGE);
        }
        return parsed;
    }

    private String argument(String name, String otherwise) {
        return arguments.getOrDefault(name, otherwise);
    }

    /** Each slice is there whole or not at all when it ends; a driver that dies costs the one it was in. */
    private void run() throws IOException {
        int slices = Integer.parseInt(argument("slices", "1"));
        for (int slice = 0; slice < slices; slice++) {
            Column ofThisSlice = functions
                    .pmod(functions.hash(functions.col("path")), functions.lit(slices))
                    .equalTo(slice);
            Dataset<Row> missing = missing(recordings().where(ofThisSlice));
            AudioTagger.tag(missing, "path", options)
                    .write()
                    .mode(SaveMode.Append)
                    .parquet(argument("output", ""));
        }
    }

    /** Names, sizes and times: the content is read by whoever tags it. */
    private Dataset<Row> recordings() {
        String input = argument("input", "");
        if (argument("manifest", "false").equals("true")) {
            return spark.read().text(input).toDF("path").where("path <> ''").distinct();
        }
        return spark.read()
                .format("binaryFile")
                .option("recursiveFileLookup", "true")
                .load(input)
                .select("path", "length", "modificationTime");
    }

    /** Done is what has a row of this model for this content, or what says as much: its name, size and time. */
    private Dataset<Row> missing(Dataset<Row> recordings) throws IOException {
        String output = argument("output", "");
        if (!hasRows(new Path(output))) {
            return recordings;
        }
        String[] key = recordings.columns();
        Dataset<Row> done =
                spark.read().parquet(output).where(functions.col("model.digest").equalTo(digest()));
        Column same = functions.lit(true);
        for (String column : key) {
            same = same.and(recordings.col(column).equalTo(done.col(column)));
        }
        return recordings.join(done, same, "left_anti");
    }

    private boolean hasRows(Path output) throws IOException {
        FileSystem files = output.getFileSystem(spark.sparkContext().hadoopConfiguration());
        return files.exists(output)
                && Arrays.stream(files.listStatus(output))
                        .anyMatch(file -> file.getPath().getName().endsWith(".parquet"));
    }

    private String digest() throws IOException {
        TaggerOptions read = TaggerOptions.of(options);
        ModelSummary summary = read.store().describe(read.source(), read.precision());
        return summary.model().digest();
    }
}
