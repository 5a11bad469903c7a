package io.otolex.containers.chart;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The manifests that the chart makes of some values. */
record RenderedChart(List<Manifest> manifests) {

    static final Path CHART = Path.of("..", "helm", "otolex").toAbsolutePath().normalize();

    /** Where rendered manifests are left for checks that are not written in Java. */
    private static final Path RENDERED = Path.of("target", "rendered");

    /** The same chart with its hooks as ordinary objects: {@code template} would leave them out. */
    private static final Path WITHOUT_HOOKS = copyWithoutHooks(Path.of("target", "chart", "otolex"));

    /** One of them, as text and as what it says. */
    record Manifest(String text, Map<String, Object> content) {

        String kind() {
            return String.valueOf(content.get("kind"));
        }

        String name() {
            return generic().getMetadata().getName();
        }

        GenericKubernetesResource generic() {
            return StrictKubernetes.SERIALIZATION.unmarshal(text, GenericKubernetesResource.class);
        }

        @Override
        public String toString() {
            return kind() + " " + name();
        }
    }

    private static Path copyWithoutHooks(Path copy) {
        try (Stream<Path> files = Files.walk(CHART)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(CHART.relativize(file));
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                String text = Files.readString(file);
                Files.writeString(
                        target,
                        text.replaceAll("(?m)^ *helm\\.sh/hook.*\\n", "").replace("  annotations:\nspec:", "spec:"));
            }
            return copy.toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> valuesFiles() {
        try (Stream<Path> files = Files.list(CHART.resolve("ci"))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With a file of values. */
    static RenderedChart of(Path values, String kubernetes) {
        String text = new Helm(WITHOUT_HOOKS)
                .template()
                .withName("release")
                .withNamespace("audio")
                .withKubeVersion(kubernetes)
                .withValuesFile(values)
                .call();
        leave(values, kubernetes, text);
        return parse(text);
    }

    /** With single values, each {@code name=value}, on top of ones that are complete. */
    static RenderedChart with(String... settings) {
        var template = new Helm(CHART)
                .template()
                .withName("release")
                .withNamespace("audio")
                .withKubeVersion("1.34.0");
        for (String setting : concat("auth.existingSecret=keys", "jobs.enabled=false", settings)) {
            int equals = setting.indexOf('=');
            template.set(setting.substring(0, equals), typed(setting.substring(equals + 1)));
        }
        return parse(template.call());
    }

    private static List<String> concat(String first, String second, String... more) {
        return Stream.concat(Stream.of(first, second), Arrays.stream(more)).toList();
    }

    private static Object typed(String value) {
        Object parsed = new Yaml().load(value);
        return parsed == null ? "" : parsed;
    }

    private static RenderedChart parse(String text) {
        return new RenderedChart(Arrays.stream(text.split("(?m)^---\\s*$", -1))
                .filter(part -> part.lines().anyMatch(line -> !line.isBlank() && !line.startsWith("#")))
                .map(part -> new Manifest(part, new Yaml().load(part)))
                .toList());
    }

    private static void leave(Path values, String kubernetes, String text) {
        try {
            Files.createDirectories(RENDERED);
            Files.writeString(RENDERED.resolve(kubernetes + "-" + values.getFileName()), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Manifest the(String kind) {
        List<Manifest> found = all(kind);
        if (found.size() != 1) {
            throw new AssertionError("expected one " + kind + ", but there are " + found);
        }
        return found.get(0);
    }

    List<Manifest> all(String kind) {
        return manifests.stream()
                .filter(manifest -> manifest.kind().equals(kind))
                .toList();
    }
}
