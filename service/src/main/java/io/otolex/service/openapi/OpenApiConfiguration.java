package io.otolex.service.openapi;

import io.otolex.service.problems.ProblemMeanings;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    @Bean
    OpenApiCustomizer apiDescription(ProblemMeanings meanings) {
        return new ApiDescription(ApiText.load(), new ProblemResponses(meanings));
    }
}
