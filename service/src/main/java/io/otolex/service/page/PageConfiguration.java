package io.otolex.service.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Where the page's files lie. Everything else under {@code /} stays a problem+json. */
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {

    /*
     * Browsers ask each time and mostly hear 304. The tag is made of the content: the times of files in a reproducible
     * jar never change, so that a new version would look like the old one.
     */

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/").setViewName("forward:/index.html");
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        unstamped(registry.addResourceHandler("/index.html")).addResourceLocations("classpath:/page/");
        unstamped(registry.addResourceHandler("/assets/**")).addResourceLocations("classpath:/page/assets/");
    }

    private static ResourceHandlerRegistration unstamped(ResourceHandlerRegistration files) {
        return files.setCacheControl(CacheControl.noCache())
                .setUseLastModified(false)
                .setEtagGenerator(PageConfiguration::tag);
    }

    private static @Nullable String tag(Resource file) {
        try {
            var sum = new CRC32C();
            sum.update(file.getContentAsByteArray());
            return HexFormat.of().toHexDigits(sum.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
