package io.otolex.service.formats;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/** What a client accepts, as RFC 9110 reads it: the most specific range that fits a type decides how much it is wanted. */
public final class AcceptHeader {

    private static final String QUALITY = "q";
    private static final String PROFILE = "profile";
    private static final List<MimeType> ANYTHING = List.of(MimeTypeUtils.ALL);

    private final List<MimeType> ranges;

    private AcceptHeader(List<MimeType> ranges) {
        this.ranges = ranges;
    }

    /**
     * Reads the values of all headers of that name; none of them accepts anything.
     *
     * @throws InvalidMimeTypeException if one cannot be read
     */
    public static AcceptHeader of(List<String> values) {
        List<MimeType> ranges = values.stream()
                .flatMap(value -> MimeTypeUtils.parseMimeTypes(value).stream())
                .toList();
        ranges.forEach(AcceptHeader::quality);
        return new AcceptHeader(ranges.isEmpty() ? ANYTHING : ranges);
    }

    /** The candidate that is wanted most; of those that are wanted alike, the first. */
    <T> Optional<T> best(List<T> candidates, Function<T, String> mediaType) {
        List<Double> wanted = candidates.stream()
                .map(candidate -> wanted(MimeType.valueOf(mediaType.apply(candidate))))
                .toList();
        return IntStream.range(0, candidates.size())
                .boxed()
                .filter(i -> wanted.get(i) > 0)
                .min(Comparator.comparing(i -> -wanted.get(i)))
                .map(candidates::get);
    }

    private double wanted(MimeType type) {
        return ranges.stream()
                .filter(range -> fits(range, type))
                .max(Comparator.comparingInt(AcceptHeader::specificity))
                .map(AcceptHeader::quality)
                .orElse(0.0);
    }

    private static boolean fits(MimeType range, MimeType type) {
        String profile = range.getParameter(PROFILE);
        return range.includes(type) && (profile == null || profile.equals(type.getParameter(PROFILE)));
    }

    private static int specificity(MimeType range) {
        int named = range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
        return range.getParameter(PROFILE) == null ? named : named + 1;
    }

    private static double quality(MimeType range) {
        try {
            double quality = Double.parseDouble(Objects.requireNonNullElse(range.getParameter(QUALITY), "1"));
            if (quality >= 0 && quality <= 1) {
                return quality;
            }
        } catch (NumberFormatException e) {
            throw new InvalidMimeTypeException(range.toString(), "q is no number");
        }
        throw new InvalidMimeTypeException(range.toString(), "q is not between 0 and 1");
    }
}
