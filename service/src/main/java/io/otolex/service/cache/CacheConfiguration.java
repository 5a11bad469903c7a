package io.otolex.service.cache;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CacheConfiguration {

    /** Inside of admission (-50): what is refused has no name. */
    @Bean
    FilterRegistrationBean<EntityTagFilter> entityTags() {
        var registration = new FilterRegistrationBean<>(new EntityTagFilter());
        registration.setOrder(-40);
        return registration;
    }
}
