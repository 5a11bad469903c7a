package io.otolex.service.admission;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * How much audio a request may bring, from its headers alone.
 *
 * @param bytesPerSecond the fewest that compressed audio is expected to have
 */
record AudioEstimate(DataSize bytesPerSecond) {

    /** 8 kHz, 16 bit, one channel. */
    private static final double UNCOMPRESSED_BYTES_PER_SECOND = 16_000;

    /** Of a body without a length. */
    private static final double UNKNOWN_SECONDS = 60;

    double seconds(HttpServletRequest request) {
        long bytes = request.getContentLengthLong();
        return bytes < 0 ? UNKNOWN_SECONDS : bytes / ratio(request.getContentType());
    }

    private double ratio(@Nullable String contentType) {
        String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        boolean uncompressed = type.matches("audio/(x-|vnd\\.)?(wav|wave|aiff|aif).*");
        return uncompressed ? UNCOMPRESSED_BYTES_PER_SECOND : bytesPerSecond.toBytes();
    }
}
