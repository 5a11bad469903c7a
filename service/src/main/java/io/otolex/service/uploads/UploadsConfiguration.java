package io.otolex.service.uploads;

import io.otolex.service.metrics.ServiceMetrics;
import io.otolex.service.problems.Refusals;
import jakarta.servlet.MultipartConfigElement;
import java.io.IOException;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** Uploads and the container's own copies of form parts live in the same private folder, under the same limit. */
@Configuration(proxyBeanMethods = false)
class UploadsConfiguration {

    /** What a form may hold beyond the recording: boundaries, headers, options. */
    private static final DataSize FORM_OVERHEAD = DataSize.ofKilobytes(64);

    @Bean
    UploadFolder uploadFolder(UploadSettings settings) throws IOException {
        return UploadFolder.in(settings.parent());
    }

    @Bean
    SmartInitializingSingleton uploadMeters(ServiceMetrics metrics, UploadFolder folder) {
        return () -> metrics.temporaryBytes(folder::bytes);
    }

    @Bean
    Uploads uploads(UploadFolder folder, UploadSettings settings, ServiceMetrics metrics) {
        return new Uploads(folder.path(), settings.maxSize(), metrics);
    }

    @Bean
    MultipartConfigElement multipartConfig(UploadFolder folder, UploadSettings settings) {
        long maxBytes = settings.maxSize().toBytes();
        return new MultipartConfigElement(folder.path().toString(), maxBytes, maxBytes + FORM_OVERHEAD.toBytes(), 0);
    }

    /** After those who count and authenticate, before admission (-50). */
    @Bean
    FilterRegistrationBean<UploadLimitFilter> uploadLimit(UploadSettings settings, Refusals refusals) {
        var registration =
                new FilterRegistrationBean<>(new UploadLimitFilter(settings.maxSize(), FORM_OVERHEAD, refusals));
        registration.setOrder(-60);
        return registration;
    }

    /** A client that asks before it sends (curl does, from 1 MB on) hears a refusal instead of an invitation. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> invitationOnlyWhenReading() {
        return factory ->
                factory.addConnectorCustomizers(connector -> connector.setProperty("continueResponseTiming", "onRead"));
    }
}
