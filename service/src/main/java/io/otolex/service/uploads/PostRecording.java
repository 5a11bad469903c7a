package io.otolex.service.uploads;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/** A method that is sent a recording as the whole body, by one of the types that clients give to recordings. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@RequestMapping(
        method = RequestMethod.POST,
        consumes = {
            "audio/*",
            "video/mp4",
            "video/webm",
            "video/ogg",
            "video/quicktime",
            "application/ogg",
            MediaType.APPLICATION_OCTET_STREAM_VALUE
        })
public @interface PostRecording {}
