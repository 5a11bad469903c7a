package io.otolex.service.connections;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ConnectionsConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> lingering(LingerSettings settings) {
        return factory -> factory.addEngineValves(new LingeringValve(settings));
    }
}
