package io.otolex.service.openapi;

import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Swagger UI from the jar: its own page with our own start, no inline script, and nothing from the network. */
@Hidden
@RestController
class DocsController {

    private static final String WEBJAR = "META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final CacheControl A_DAY =
            CacheControl.maxAge(Duration.ofDays(1)).cachePublic();

    private final Resource page = ours("docs.html");
    private final Map<String, Resource> files;

    DocsController() {
        String assets = "META-INF/resources/webjars/swagger-ui/" + version() + "/";
        this.files = Map.of(
                "docs.js", ours("docs.js"),
                "docs.css", ours("docs.css"),
                "swagger-ui-bundle.js", new ClassPathResource(assets + "swagger-ui-bundle.js"),
                "swagger-ui.css", new ClassPathResource(assets + "swagger-ui.css"),
                "favicon-32x32.png", new ClassPathResource(assets + "favicon-32x32.png"));
    }

    @GetMapping(path = "/docs", produces = MediaType.TEXT_HTML_VALUE)
    Resource page() {
        return page;
    }

    @GetMapping("/docs/{file}")
    ResponseEntity<Resource> file(@PathVariable String file) {
        Resource found = files.get(file);
        if (found == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return ResponseEntity.ok().cacheControl(A_DAY).contentType(typeOf(file)).body(found);
    }

    /** Said here, since a browser runs no script that is said to be anything else. */
    private static MediaType typeOf(String file) {
        return MediaTypeFactory.getMediaType(file).orElseThrow();
    }

    private static Resource ours(String file) {
        return new ClassPathResource("docs/" + file, DocsController.class);
    }

    private static String version() {
        var properties = new Properties();
        try (var stream = new ClassPathResource(WEBJAR).getInputStream()) {
            properties.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException("the documentation's page is not in the jar", e);
        }
        return properties.getProperty("version");
    }
}
