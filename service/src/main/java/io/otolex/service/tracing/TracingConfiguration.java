package io.otolex.service.tracing;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.exporter.SpanExportingPredicate;
import io.otolex.service.metrics.StageObserver;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
class TracingConfiguration {

    /** Inside of Spring's own filter of observations (one before), which opens the request's span. */
    @Bean
    FilterRegistrationBean<RequestIdFilter> requestIds() {
        var registration = new FilterRegistrationBean<>(new RequestIdFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return registration;
    }

    @Bean
    Traces traces(Tracer tracer) {
        return new Traces(tracer);
    }

    @Bean
    StageObserver stageSpans(Traces traces) {
        return traces.stages();
    }

    /** Probes and scrapes come every few seconds and say nothing. */
    @Bean
    SpanExportingPredicate noSpansOfProbes() {
        return span -> !String.valueOf(span.getTags().get("http.url")).startsWith("/actuator");
    }
}
