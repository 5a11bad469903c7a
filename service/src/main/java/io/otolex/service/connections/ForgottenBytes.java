package io.otolex.service.connections;

import java.nio.ByteBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/** Where bytes go that nobody wants. */
final class ForgottenBytes implements ApplicationBufferHandler {

    private ByteBuffer last = ByteBuffer.allocate(0);

    @Override
    public void setByteBuffer(ByteBuffer buffer) {
        last = buffer;
    }

    @Override
    public ByteBuffer getByteBuffer() {
        return last;
    }

    /** Nothing is kept, so that there is always room. */
    @Override
    public void expand(int size) {}
}
