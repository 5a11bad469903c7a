package io.otolex.service.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.security.web.header.HeaderWriter;

/** What a browser may do with an answer. The place to give a page more than the API's nothing. */
final class BrowserPolicy implements HeaderWriter {

    static final String HEADER = "Content-Security-Policy";

    private static final String CLOSED =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** The one style element that wavesurfer.js writes; the browser tests tell when a new version writes another. */
    private static final String WAVESURFER_STYLE = "'sha256-fF0LBso7Nz75zaFRDBUefBDvPe19hjaiDnnc8lt+2Js='";

    /** Its own scripts and styles; recordings are blobs that it plays, draws and sends back to where it came from. */
    private static final String PAGE = CLOSED
            + "; script-src 'self'; style-src 'self' " + WAVESURFER_STYLE
            + "; connect-src 'self'; font-src 'self'; worker-src 'self'"
            + "; img-src 'self' data: blob:; media-src 'self' blob:";

    /** Swagger UI draws its icons from data addresses. */
    private static final String DOCS =
            CLOSED + "; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:";

    private static final Map<String, String> PAGES = Map.of("/", PAGE, "/index.html", PAGE, "/docs", DOCS);

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        if (!response.containsHeader(HEADER)) {
            response.setHeader(HEADER, of(request.getServletPath()));
        }
    }

    static String of(String path) {
        return PAGES.getOrDefault(path, CLOSED);
    }
}
