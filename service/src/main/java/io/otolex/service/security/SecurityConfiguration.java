package io.otolex.service.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    ClientIdentity clientIdentity() {
        return new ClientAddress();
    }
}
