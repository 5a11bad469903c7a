package io.otolex.model.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Bytes that can be looked at anywhere: a file, or the model inside the jar. */
interface ByteSource {

    long size();

    /** A read-only view; the range must lie inside. */
    ByteBuffer view(long offset, int length) throws IOException;

    static ByteSource of(byte[] bytes) {
        return new ByteSource() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public ByteBuffer view(long offset, int length) {
                return ByteBuffer.wrap(bytes, Math.toIntExact(offset), length).slice();
            }
        };
    }

    /** Maps range by range, because one mapping ends at 2 GiB. The maps outlive the channel. */
    static ByteSource of(FileChannel file) throws IOException {
        long size = file.size();
        return new ByteSource() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public ByteBuffer view(long offset, int length) throws IOException {
                return file.map(FileChannel.MapMode.READ_ONLY, offset, length);
            }
        };
    }
}
