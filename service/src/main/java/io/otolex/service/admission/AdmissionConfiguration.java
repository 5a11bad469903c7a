package io.otolex.service.admission;

import io.otolex.model.inference.ModelDescription;
import io.otolex.service.engine.Engine;
import io.otolex.service.metrics.ServiceMetrics;
import io.otolex.service.problems.Refusals;
import io.otolex.service.security.ClientIdentity;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AdmissionConfiguration {

    /** After authentication (-100): quotas are of clients that are known by then. */
    private static final int ORDER = -50;

    @Bean
    AudioQueue audioQueue(AdmissionSettings settings, Engine engine, ModelDescription model) {
        double windowSeconds =
                model.frontEnd().windowSamples() / (double) model.frontEnd().sampleRateHz();
        return new AudioQueue(
                settings.maxAudio().toMillis() / 1e3,
                settings.maxRequests(),
                engine.status().windowsPerSecond() * windowSeconds,
                System::nanoTime);
    }

    @Bean
    Quotas quotas(QuotaSettings settings) {
        return new Quotas(settings);
    }

    @Bean
    Charges charges(Quotas quotas, ClientIdentity identity, AdmissionSettings settings) {
        return new Charges(quotas, identity, new AudioEstimate(settings.bytesPerSecond()));
    }

    @Bean
    FilterRegistrationBean<AdmissionFilter> admissionFilter(
            AdmissionSettings settings, AudioQueue queue, Quotas quotas, ClientIdentity identity, Refusals refusals) {
        var filter = new AdmissionFilter(settings, queue, quotas, identity, refusals);
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(ORDER);
        return registration;
    }

    @Bean
    SmartInitializingSingleton queueMeters(ServiceMetrics metrics, AudioQueue queue) {
        return () -> metrics.queueAudio(queue::queuedSeconds);
    }
}
