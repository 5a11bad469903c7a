package io.otolex.containers.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.otolex.containers.chart.RenderedChart.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class ChartTest {

    private static final List<String> KUBERNETES = List.of("1.31.0", "1.32.0", "1.33.0", "1.34.0");

    static Stream<Arguments> everyValuesFileOnEveryKubernetes() {
        return RenderedChart.valuesFiles().stream()
                .flatMap(values -> KUBERNETES.stream().map(version -> Arguments.of(values, version)));
    }

    static Stream<Path> valuesFiles() {
        return RenderedChart.valuesFiles().stream();
    }

    @Test
    void lintFindsNothing() {
        LintResult result = new Helm(RenderedChart.CHART).lint().strict().call();

        assertThat(result.isFailed())
                .as(String.join("\n", result.getMessages()))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("everyValuesFileOnEveryKubernetes")
    void everyFieldIsOneThatKubernetesKnows(Path values, String kubernetes) throws IOException {
        for (Manifest manifest : RenderedChart.of(values, kubernetes).manifests()) {
            if (!StrictKubernetes.reads(manifest) || manifest.kind().equals("HTTPRoute")) {
                assertThat(CustomResourceSchema.of(manifest.kind()).complaints(manifest))
                        .as(manifest.toString())
                        .isEmpty();
            }
        }
    }

    @Test
    void betweenThemTheValuesFilesMakeEveryKind() {
        assertThat(valuesFiles()
                        .flatMap(values -> RenderedChart.of(values, "1.34.0").manifests().stream())
                        .map(Manifest::kind))
                .contains(
                        "Deployment",
                        "Service",
                        "ServiceAccount",
                        "Ingress",
                        "HTTPRoute",
                        "HorizontalPodAutoscaler",
                        "ScaledObject",
                        "PodDisruptionBudget",
                        "NetworkPolicy",
                        "ServiceMonitor",
                        "PrometheusRule",
                        "ConfigMap",
                        "Job",
                        "Pod");
    }

    @Test
    void aMisspeltFieldIsFoundInAKindOfKubernetes() {
        Manifest deployment = RenderedChart.with().the("Deployment");
        String misspelt = deployment.text().replace("readinessProbe", "readinesProbe");

        assertThatException()
                .isThrownBy(() -> StrictKubernetes.reads(new Manifest(misspelt, deployment.content())))
                .isInstanceOf(UnrecognizedPropertyException.class)
                .withMessageContaining("readinesProbe");
    }

    @Test
    void aMisspeltFieldAndAWrongTypeAreFoundInACustomResource() {
        Manifest scaled = RenderedChart.with(
                        "autoscaling.enabled=true",
                        "autoscaling.type=keda",
                        "autoscaling.prometheusAddress=http://prometheus")
                .the("ScaledObject");
        var schema = CustomResourceSchema.of("ScaledObject");
        assertThat(schema.complaints(scaled)).isEmpty();

        String wrong = scaled.text()
                .replace("minReplicaCount", "minReplicas")
                .replace("cooldownPeriod: ", "cooldownPeriod: x");
        assertThat(schema.complaints(new Manifest(wrong, new Yaml().load(wrong))))
                .hasSize(2)
                .anyMatch(complaint -> complaint.contains("minReplicas"))
                .anyMatch(complaint -> complaint.contains("cooldownPeriod"));
    }

    @ParameterizedTest
    @MethodSource("valuesFiles")
    void aPodIsNotKilledWhileItDrains(Path values) {
        Map<String, Object> pod = pod(RenderedChart.of(values, "1.34.0").the("Deployment"));
        Map<String, Object> container = container(pod);

        int grace = (Integer) at(pod, "terminationGracePeriodSeconds");
        int delay = seconds(environment(container, "OTOLEX_DRAIN_DELAY"));
        int drain = seconds(environment(container, "SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE"));

        assertThat(delay + drain).isLessThan(grace);
        assertThat(delay).as("the delay is a step of the shutdown itself").isLessThan(drain);
        assertThat(delay)
                .as("endpoints are gone before the service stops to accept")
                .isGreaterThanOrEqualTo((Integer) at(container, "readinessProbe", "periodSeconds"));
    }

    @ParameterizedTest
    @MethodSource("valuesFiles")
    void nothingRunsAsRootOrWritesItsImage(Path values) {
        RenderedChart chart = RenderedChart.of(values, "1.34.0");

        assertThat(Stream.of("Deployment", "Job").flatMap(kind -> chart.all(kind).stream()))
                .allSatisfy(workload -> {
                    Map<String, Object> pod = pod(workload);
                    assertThat(at(pod, "securityContext", "runAsNonRoot")).isEqualTo(true);
                    assertThat(at(pod, "automountServiceAccountToken")).isEqualTo(false);
                    assertThat(at(container(pod), "securityContext", "readOnlyRootFilesystem"))
                            .isEqualTo(true);
                    assertThat(at(container(pod), "securityContext", "capabilities", "drop"))
                            .isEqualTo(List.of("ALL"));
                });
    }

    @Test
    void aGpuIsGivenBackBeforeAnotherIsAskedFor() {
        Manifest deployment =
                RenderedChart.with("gpu.enabled=true", "gpu.count=2").the("Deployment");

        assertThat(at(deployment.content(), "spec", "strategy", "rollingUpdate"))
                .isEqualTo(Map.of("maxSurge", 0, "maxUnavailable", 1));
        Map<String, Object> pod = pod(deployment);
        assertThat(at(pod, "runtimeClassName")).isEqualTo("nvidia");
        assertThat(String.valueOf(at(pod, "tolerations"))).contains("nvidia.com/gpu");
        assertThat(at(container(pod), "resources", "limits", "nvidia.com/gpu")).isEqualTo("2");
        assertThat(environment(container(pod), "OTOLEX_MODEL_DEVICE")).isEqualTo("gpu");
    }

    @Test
    void aDownloadedModelIsFetchedAndCheckedBeforeTheServiceStarts() {
        Map<String, Object> pod = pod(RenderedChart.of(RenderedChart.CHART.resolve("ci/gpu-values.yaml"), "1.34.0")
                .the("Deployment"));

        String source = environment(container(pod), "OTOLEX_MODEL_SOURCE");
        assertThat(source).matches("https://.*#sha256=[0-9a-f]{64}");
        assertThat(String.valueOf(at(pod, "initContainers"))).contains("args=[model, import, " + source + "]");
    }

    @Test
    void theBulkJobIsIndexedAndOutlivesEvictions() {
        Manifest job = RenderedChart.of(RenderedChart.CHART.resolve("ci/airgap-values.yaml"), "1.34.0")
                .the("Job");

        assertThat(at(job.content(), "spec", "completionMode")).isEqualTo("Indexed");
        assertThat(String.valueOf(at(container(pod(job)), "args")))
                .startsWith("[bulk, /data/manifest.txt, ")
                .contains("--shard=$(JOB_COMPLETION_INDEX)/" + at(job.content(), "spec", "completions"), "--resume");
        assertThat(String.valueOf(at(job.content(), "spec", "podFailurePolicy")))
                .contains("DisruptionTarget");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replicaCount=0                                     | replicaCount",
                "replicaCount=two                                   | replicaCount",
                "replicas=2                                         | replicas",
                "model.from=s3                                      | model/from",
                "model.precision=float16                            | model/precision",
                "model.sha256=abc                                   | model/sha256",
                "image.digest=sha256:1                              | image/digest",
                "service.port=70000                                 | service/port",
                "gpu.cuont=1                                        | cuont",
                "autoscaling.type=cpu                               | autoscaling/type",
                "drain.delaySeconds=0                               | delaySeconds",
                "tmp.sizeLimit=lots                                 | sizeLimit",
                "terminationGracePeriodSeconds=55                   | would be killed while it drains",
                "drain.timeoutSeconds=10                            | drain.delaySeconds must be less",
                "auth.existingSecret=                               | auth.enabled=false opens the service",
                "auth.oauth2.issuerUri=https://x                    | auth.oauth2.audience",
                "jobs.enabled=true                                  | several replicas share jobs by a database",
                "jobs.database.url=jdbc:postgresql://x/y            | jobs.database.existingSecret",
                "model.from=pvc                                     | model.pvc.existingClaim",
                "model.from=url                                     | model.from=url needs model.source",
                "bulk.enabled=true                                  | bulk.existingClaim",
                "bulk.format=xml                                    | bulk/format"
            })
    void badValuesAreRefusedByName(String setting, String message) {
        assertThatException().isThrownBy(() -> RenderedChart.with(setting)).withMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"replicaCount=1", "jobs.enabled=false", "auth.enabled=false", "terminationGracePeriodSeconds=56"
            })
    void goodValuesPass(String setting) {
        assertThat(RenderedChart.with(setting).all("Deployment")).hasSize(1);
    }

    @Test
    void theReadmeNamesEveryValueAndNoOther() throws IOException {
        Map<String, Object> values = new Yaml().load(Files.readString(RenderedChart.CHART.resolve("values.yaml")));
        String readme = Files.readString(RenderedChart.CHART.resolve("README.md"));

        assertThat(readme.lines().filter(line -> line.startsWith("| `")).map(line -> line.split("`", -1)[1]))
                .containsExactlyInAnyOrderElementsOf(names("", values).toList());
    }

    /** Leaves of the values; an empty map and a map of Kubernetes' own shape are leaves too. */
    private static Stream<String> names(String prefix, Map<?, ?> values) {
        return values.entrySet().stream().flatMap(entry -> {
            String name = prefix + entry.getKey();
            boolean ownShape = name.matches(".*([rR]esources|[sS]ecurityContext|labels)$");
            return entry.getValue() instanceof Map<?, ?> inner && !inner.isEmpty() && !ownShape
                    ? names(name + ".", inner)
                    : Stream.of(name);
        });
    }

    private static Map<String, Object> pod(Manifest workload) {
        return map(at(workload.content(), "spec", "template", "spec"));
    }

    private static Map<String, Object> container(Map<String, Object> pod) {
        return map(((List<?>) at(pod, "containers")).get(0));
    }

    private static String environment(Map<String, Object> container, String name) {
        return ((List<?>) at(container, "env"))
                .stream()
                        .map(ChartTest::map)
                        .filter(variable -> name.equals(variable.get("name")))
                        .map(variable -> String.valueOf(variable.get("value")))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(name + " is not set"));
    }

    private static int seconds(String duration) {
        return Integer.parseInt(duration.replace("s", ""));
    }

    private static Object at(Map<?, ?> content, String... path) {
        Object found = content;
        for (String name : path) {
            found = Objects.requireNonNull(((Map<?, ?>) found).get(name), () -> String.join(".", path));
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
