package io.otolex.service.openinference;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The beginning of a stream, as if nothing came behind it; whoever reads on after it goes on exactly there. */
final class FirstBytes extends FilterInputStream {

    private int left;

    FirstBytes(InputStream in, int count) {
        super(in);
        this.left = count;
    }

    @Override
    public int read() throws IOException {
        int one = left > 0 ? super.read() : -1;
        left -= one < 0 ? 0 : 1;
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length > 0 && left == 0) {
            return -1;
        }
        int count = super.read(buffer, offset, Math.min(length, left));
        left -= Math.max(0, count);
        return count;
    }

    /** The stream is not this one's. */
    @Override
    public void close() {}
}
