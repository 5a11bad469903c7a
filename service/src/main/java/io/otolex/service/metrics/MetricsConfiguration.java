package io.otolex.service.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.otolex.model.inference.ModelDescription;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

    @Bean
    ServiceMetrics serviceMetrics(MeterRegistry registry) {
        return new ServiceMetrics(registry);
    }

    @Bean
    RequestCounter requestCounter(ServiceMetrics metrics) {
        return new RequestCounter(metrics);
    }

    /** After the model, which is itself timed by these metrics. */
    @Bean
    SmartInitializingSingleton modelInfo(ServiceMetrics metrics, ModelDescription model) {
        return () -> metrics.model(model);
    }
}
