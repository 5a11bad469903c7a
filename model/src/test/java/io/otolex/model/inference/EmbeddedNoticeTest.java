package io.otolex.model.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The credits that the licences of teacher and recordings ask for travel with the weights. */
class EmbeddedNoticeTest {

    private static final Pattern SOURCE = Pattern.compile("(?m)^\\S.* \\((\\d+) clips\\)$");

    /** Recordings of the corpus and of the packages and projects that were collected beside it. */
    private static final int LEAST_CLIPS = 12_000;

    @Test
    void theTeachersLicenceIsThereInFull() throws IOException {
        assertThat(notice())
                .contains("EfficientAT mn04_as", "Copyright (c) 2022 Florian Schmid", "Permission is hereby granted")
                .contains("THE SOFTWARE IS PROVIDED \"AS IS\"");
    }

    @Test
    void everySourceOfRecordingsHasALicence() throws IOException {
        List<String> entries = SOURCE.splitAsStream(notice()).skip(1).toList();

        assertThat(entries).hasSizeGreaterThan(100).allSatisfy(entry -> assertThat(entry)
                .containsPattern("(?m)^  licence: \\S"));
    }

    @Test
    void itCountsTheClipsThatWereTrainedOn() throws IOException {
        int clips = SOURCE.matcher(notice())
                .results()
                .mapToInt(source -> Integer.parseInt(source.group(1)))
                .sum();

        assertThat(clips).isGreaterThan(LEAST_CLIPS);
    }

    private static String notice() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                EmbeddedNoticeTest.class.getResourceAsStream("/io/otolex/model/embedded/NOTICE"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
