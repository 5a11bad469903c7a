package io.otolex.service.drain;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
class DrainConfiguration {

    @Bean
    Draining draining(ApplicationContext context, DrainSettings settings) {
        return new Draining(context, settings.delay());
    }

    @Bean
    FilterRegistrationBean<LastAnswerFilter> lastAnswers(Draining draining) {
        var registration = new FilterRegistrationBean<>(new LastAnswerFilter(draining));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }
}
