package io.otolex.service.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class UploadSettingsTest {

    @Test
    void withNothingConfiguredUploadsLieInTheSystemsTemporaryFolder() {
        assertThat(bind(Map.of()).parent()).isEqualTo(Path.of(System.getProperty("java.io.tmpdir")));
    }

    @Test
    void aRelativeFolderIsTakenFromTheWorkingDirectory() {
        assertThat(bind(Map.of("otolex.upload.directory", "uploads")).parent())
                .isEqualTo(Path.of("uploads").toAbsolutePath());
    }

    private static UploadSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("otolex.upload", UploadSettings.class);
    }
}
