package io.otolex.service.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

    /** Before authentication (-100): who is refused there is counted too. */
    private static final int COUNTER_ORDER = -110;

    @Bean
    ServiceMetrics serviceMetrics(MeterRegistry registry, ObjectProvider<StageObserver> observer) {
        return new ServiceMetrics(registry, observer.getIfAvailable(() -> StageObserver.NONE));
    }

    @Bean
    FilterRegistrationBean<RequestCounter> requestCounter(ServiceMetrics metrics) {
        var registration = new FilterRegistrationBean<>(new RequestCounter(metrics));
        registration.setOrder(COUNTER_ORDER);
        return registration;
    }

    @Bean
    SmartInitializingSingleton endpointMeters(
            ServiceMetrics metrics, @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping endpoints) {
        return () -> metrics.endpoints(Stream.concat(
                        endpoints.getHandlerMethods().keySet().stream()
                                .flatMap(mapping -> mapping.getPatternValues().stream())
                                .filter(RequestCounter::isApi),
                        Stream.of(RequestCounter.UNMATCHED))
                .distinct()
                .toList());
    }
}
