package io.otolex.audio.decode;

import io.otolex.audio.InputReport;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The input's codec, rate and channels, as ffmpeg's framecrc writer heads its output.
 *
 * <p>Its lines look like {@code #sample_rate 0: 44100}. All of it is ffmpeg's own words: tags and other text of the
 * recording do not pass through this writer.
 */
record StreamFacts(String codec, int sampleRateHz, int channels) {

    private static final Pattern LINE = Pattern.compile("^#(codec_id|sample_rate|channel_layout_name) 0: (.+)$");

    private static final Map<String, Integer> NAMED_LAYOUTS = Map.of(
            "mono",
            1,
            "stereo",
            2,
            "downmix",
            2,
            "binaural",
            2,
            "quad",
            4,
            "hexagonal",
            6,
            "octagonal",
            8,
            "cube",
            8,
            "hexadecagonal",
            16);
    private static final Pattern COUNTED = Pattern.compile("^(\\d+) channels\\b");
    private static final Pattern DOTTED = Pattern.compile("^(\\d+)\\.(\\d+)(?:\\.(\\d+))?");
    private static final Pattern AMBISONIC = Pattern.compile("^ambisonic (\\d+)");

    /** Nothing if ffmpeg had not even found an audio stream. */
    static Optional<StreamFacts> in(String header) {
        String codec = "";
        int rate = 0;
        int channels = 0;
        for (String line : header.lines().toList()) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                String value = matcher.group(2).strip();
                switch (matcher.group(1)) {
                    case "codec_id" -> codec = value;
                    case "sample_rate" -> rate = number(value);
                    default -> channels = channels(value);
                }
            }
        }
        return codec.isEmpty() ? Optional.empty() : Optional.of(new StreamFacts(codec, rate, channels));
    }

    /** From names such as {@code 5.1(side)}, {@code quad} and {@code 9 channels}; 0 if unknown. */
    static int channels(String layout) {
        Matcher counted = COUNTED.matcher(layout);
        if (counted.find()) {
            return number(counted.group(1));
        }
        Matcher dotted = DOTTED.matcher(layout);
        if (dotted.find()) {
            String height = dotted.group(3);
            return number(dotted.group(1)) + number(dotted.group(2)) + (height == null ? 0 : number(height));
        }
        Matcher ambisonic = AMBISONIC.matcher(layout);
        if (ambisonic.find()) {
            int order = number(ambisonic.group(1)) + 1;
            return order * order;
        }
        return NAMED_LAYOUTS.getOrDefault(layout.replaceFirst("\\(.*", ""), 0);
    }

    private static int number(String digits) {
        return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    InputReport report(double durationSeconds, Damage damage) {
        return new InputReport(codec, sampleRateHz, channels, durationSeconds, damage.truncated(), damage.corrupt());
    }
}
