package io.otolex.service.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Pattern;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** Spring Security's strict firewall, but for one form of address: a label's id, whose slashes clients encode. */
final class SlashesInLabels implements HttpFirewall {

    /** The address as it was sent, and all of it, so that nothing else can be meant by it. */
    private static final Pattern LABEL = Pattern.compile("/v1/labels/%2[fF][a-z]{1,2}%2[fF][0-9A-Za-z_]{1,32}");

    private final StrictHttpFirewall strict = new StrictHttpFirewall();
    private final StrictHttpFirewall withSlashes = new StrictHttpFirewall();

    SlashesInLabels() {
        withSlashes.setAllowUrlEncodedSlash(true);
        withSlashes.setAllowUrlEncodedPercent(true); // those of the slashes: the container leaves them as they are
    }

    @Override
    public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
        boolean label = LABEL.matcher(request.getRequestURI()).matches();
        return (label ? withSlashes : strict).getFirewalledRequest(request);
    }

    @Override
    public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
        return strict.getFirewalledResponse(response);
    }
}
