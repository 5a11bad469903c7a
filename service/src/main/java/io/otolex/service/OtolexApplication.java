package io.otolex.service;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The service. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
class OtolexApplication {

    /** Starts the service and returns; it runs until the process is told to end. */
    static void serve(String... springOptions) {
        EarlyEnd.during(() -> SpringApplication.run(OtolexApplication.class, springOptions));
    }
}
