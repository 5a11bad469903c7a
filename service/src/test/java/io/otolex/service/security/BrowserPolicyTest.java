package io.otolex.service.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserPolicyTest {

    private static final String PLAYER = "/page/assets/vendor/wavesurfer/wavesurfer.esm.js";
    private static final Pattern STYLE = Pattern.compile("<style[^>]*?`:\"\"}>(.*?)</style>");
    private static final String HEIGHT_PX = "64";

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/docs", "/v1/tags", "/assets/js/main.js"})
    void nothingRunsThatIsNotAFileOfOurs(String path) {
        assertThat(BrowserPolicy.of(path))
                .startsWith("default-src 'none'")
                .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'")
                .doesNotContain("unsafe", "http", "*");
    }

    @Test
    void theStyleOfThePlayerIsTheOneThatIsPermitted() throws Exception {
        try (InputStream player = Objects.requireNonNull(BrowserPolicyTest.class.getResourceAsStream(PLAYER))) {
            var style = STYLE.matcher(new String(player.readAllBytes(), StandardCharsets.UTF_8));
            assertThat(style.find()).isTrue();
            String text = style.group(1).replace("\\n", "\n").replaceAll("\\$\\{[^}]*}", HEIGHT_PX);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            assertThat(BrowserPolicy.of("/"))
                    .contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
        }
    }
}
