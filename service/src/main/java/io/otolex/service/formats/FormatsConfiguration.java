package io.otolex.service.formats;

import io.otolex.model.inference.ModelDescription;
import io.otolex.model.labels.Ontology;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FormatsConfiguration {

    @Bean
    Answers answers(ModelDescription model, Ontology ontology) {
        return new Answers(model, ontology);
    }
}
