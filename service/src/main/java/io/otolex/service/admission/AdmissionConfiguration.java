package io.otolex.service.admission;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AdmissionConfiguration {

    @Bean
    Admission admission(AdmissionSettings settings) {
        return new Admission(settings.workers(), settings.waiting(), settings.maxWait());
    }
}
