package io.otolex.containers.chart;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.otolex.containers.chart.RenderedChart.Manifest;

/** Reads manifests into fabric8's models and lets no field pass that the models do not know. */
final class StrictKubernetes {

    static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    /** The models keep unknown fields aside in a map; with that door shut an unknown field is an error. */
    private static final ObjectMapper STRICT = new ObjectMapper(new YAMLFactory())
            .setAnnotationIntrospector(new NoWayOut())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private StrictKubernetes() {}

    /** Whether the kind is one of Kubernetes' own; throws with the path of a field that is not. */
    static boolean reads(Manifest manifest) throws JsonProcessingException {
        Class<?> type = SERIALIZATION
                .unmarshal(manifest.text(), KubernetesResource.class)
                .getClass();
        if (type == GenericKubernetesResource.class) {
            return false;
        }
        STRICT.readValue(manifest.text(), type);
        return true;
    }

    private static final class NoWayOut extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }

        @Override
        public JsonIgnoreProperties.Value findPropertyIgnoralByName(MapperConfig<?> config, Annotated annotated) {
            return JsonIgnoreProperties.Value.empty();
        }
    }
}
