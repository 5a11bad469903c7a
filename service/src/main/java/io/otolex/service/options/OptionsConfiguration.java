package io.otolex.service.options;

import io.otolex.model.inference.ModelDescription;
import io.otolex.model.labels.Ontology;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OptionsConfiguration {

    @Bean
    Ontology ontology() {
        return Ontology.audioSet();
    }

    @Bean
    TagOptionsReader tagOptionsReader(Ontology ontology, TaggingSettings settings, ModelDescription model) {
        ThresholdSets sets = ThresholdSets.of(settings.thresholdSets(), ontology);
        return new TagOptionsReader(ontology, sets, model.frontEnd());
    }
}
