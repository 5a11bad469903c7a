package io.otolex.service.bulk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Parquet with the names and the nesting of the JSON; the columns that the Spark module writes, too. */
final class ParquetRows implements RowFormat.Rows {

    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType("""
            message recording {
              required binary file (STRING);
              required binary status (STRING);
              optional binary error (STRING);
              optional binary reason (STRING);
              optional binary sha256 (STRING);
              optional group model {
                required binary name (STRING);
                required binary digest (STRING);
                required binary precision (STRING);
              }
              optional group input {
                required binary codec (STRING);
                required int32 sample_rate;
                required int32 channels;
                required double start_s;
                required double duration_s;
                required double clipped_percent;
                required double silent_percent;
                required int32 bandwidth_hz;
                required boolean truncated;
                required boolean corrupt;
                required group warnings (LIST) { repeated group list { required binary element (STRING); } }
              }
              optional int32 windows;
              optional group tags (LIST) { repeated group list { required group element {
                required binary id (STRING);
                required binary label (STRING);
                optional int32 index;
                required float score;
                optional boolean supported;
                optional float logit;
              } } }
              optional group events (LIST) { repeated group list { required group element {
                required double start_s;
                required double end_s;
                required binary id (STRING);
                required binary label (STRING);
                optional int32 index;
                required float score_max;
                required float score_mean;
              } } }
              optional group embedding (LIST) { repeated group list { required float element; } }
            }
            """);

    private final ParquetWriter<ObjectNode> writer;

    ParquetRows(Path file) throws IOException {
        writer = new Builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .build();
    }

    @Override
    public void add(ObjectNode row) throws IOException {
        writer.write(row);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static final class Builder extends ParquetWriter.Builder<ObjectNode, Builder> {

        Builder(OutputFile file) {
            super(file);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @Deprecated
        protected WriteSupport<ObjectNode> getWriteSupport(Configuration unused) {
            return new Trees();
        }

        @Override
        protected WriteSupport<ObjectNode> getWriteSupport(ParquetConfiguration unused) {
            return new Trees();
        }
    }

    /** Walks a tree along the schema; what the schema does not name is left out. */
    private static final class Trees extends WriteSupport<ObjectNode> {

        private static final String ITEM = "list";
        private static final String VALUE = "element";

        private @Nullable RecordConsumer out;

        @Override
        @Deprecated
        public WriteContext init(Configuration unused) {
            return new WriteContext(SCHEMA, Map.of());
        }

        @Override
        public WriteContext init(ParquetConfiguration unused) {
            return new WriteContext(SCHEMA, Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            out = consumer;
        }

        @Override
        public void write(ObjectNode row) {
            RecordConsumer consumer = Objects.requireNonNull(out);
            consumer.startMessage();
            fields(consumer, SCHEMA, row);
            consumer.endMessage();
        }

        private static void fields(RecordConsumer out, GroupType group, JsonNode node) {
            for (int i = 0; i < group.getFieldCount(); i++) {
                Type field = group.getType(i);
                JsonNode value = node.path(field.getName());
                if (!value.isMissingNode() && !value.isNull()) {
                    out.startField(field.getName(), i);
                    value(out, field, value);
                    out.endField(field.getName(), i);
                }
            }
        }

        private static void value(RecordConsumer out, Type type, JsonNode value) {
            if (type.isPrimitive()) {
                primitive(out, type, value);
                return;
            }
            out.startGroup();
            if (type.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.ListLogicalTypeAnnotation) {
                items(out, type.asGroupType().getType(0).asGroupType(), value);
            } else {
                fields(out, type.asGroupType(), value);
            }
            out.endGroup();
        }

        /** An empty list has no field at all: the format knows no field without a value. */
        private static void items(RecordConsumer out, GroupType item, JsonNode values) {
            if (values.isEmpty()) {
                return;
            }
            out.startField(ITEM, 0);
            for (JsonNode value : values) {
                out.startGroup();
                out.startField(VALUE, 0);
                value(out, item.getType(0), value);
                out.endField(VALUE, 0);
                out.endGroup();
            }
            out.endField(ITEM, 0);
        }

        private static void primitive(RecordConsumer out, Type type, JsonNode value) {
            switch (type.asPrimitiveType().getPrimitiveTypeName()) {
                case BINARY -> out.addBinary(Binary.fromString(value.asString()));
                case INT32 -> out.addInteger(value.asInt());
                case FLOAT -> out.addFloat(value.floatValue());
                case DOUBLE -> out.addDouble(value.doubleValue());
                case BOOLEAN -> out.addBoolean(value.asBoolean());
                default -> throw new IllegalStateException("no rule for " + type);
            }
        }
    }
}
