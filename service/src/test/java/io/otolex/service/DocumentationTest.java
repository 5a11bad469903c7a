package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.otolex.service.problems.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** What clients and operators rely on is written down. */
class DocumentationTest {

    private static final Path DOCS = Path.of("..", "docs");

    @ParameterizedTest
    @EnumSource
    void everyProblemTypeIsInTheApiPage(ProblemType type) throws IOException {
        assertThat(Files.readString(DOCS.resolve("api.md")))
                .contains("| `" + type.uri() + "` | " + type.status() + " |");
    }

    static Stream<String> settings() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.otolex.service")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(ConfigurationProperties.class))
                        .map(JavaClass::reflect)
                        .flatMap(DocumentationTest::settings);
    }

    private static Stream<String> settings(Class<?> settings) {
        String prefix = settings.getAnnotation(ConfigurationProperties.class).value();
        return Arrays.stream(settings.getRecordComponents()).map(setting -> prefix + "." + dashed(setting.getName()));
    }

    private static String dashed(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void everySettingIsInTheConfigurationPage(String setting) throws IOException {
        assertThat(Files.readString(DOCS.resolve("configuration.md"))).contains("| `" + setting + "` |");
    }

    @Test
    void thereAreSettings() {
        assertThat(settings()).contains("otolex.upload.max-size", "otolex.model.source");
    }
}
