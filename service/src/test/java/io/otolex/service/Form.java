package io.otolex.service;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/** A multipart form, written by hand so that it can also be wrong. */
final class Form {

    private static final String BOUNDARY = "x-otolex-boundary";

    private final StringBuilder body = new StringBuilder();

    Form file(String name, String fileName, String content) {
        return part("form-data; name=\"" + name + "\"; filename=\"" + fileName + "\"", content);
    }

    Form field(String name, String value) {
        return part("form-data; name=\"" + name + "\"", value);
    }

    Form part(String disposition, String content) {
        body.append("--" + BOUNDARY + "\r\nContent-Disposition: " + disposition + "\r\n\r\n" + content + "\r\n");
        return this;
    }

    HttpRequest.Builder to(HttpRequest.Builder request) {
        return unclosedTo(request, "--" + BOUNDARY + "--\r\n");
    }

    HttpRequest.Builder unclosedTo(HttpRequest.Builder request, String end) {
        return request.header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofString(body + end, StandardCharsets.UTF_8));
    }
}
