package io.otolex.service.jobs;

import io.otolex.service.jobs.outbound.Destinations;
import io.otolex.service.jobs.outbound.OutboundException;
import io.otolex.service.jobs.store.JobRequest;
import io.otolex.service.options.Parameters;
import io.otolex.service.problems.Problem;
import io.otolex.service.problems.ProblemException;
import io.otolex.service.problems.ProblemType;
import io.otolex.service.security.Client;
import io.otolex.service.security.ClientIdentity;
import io.otolex.service.tags.TagWork;
import io.otolex.service.uploads.RequestOptions;
import io.otolex.service.uploads.Upload;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a request for a job: its fields, its key, whose it is. */
final class JobForm {

    private static final String URL = "url";
    private static final String WEBHOOK = "webhook";
    private static final String KEY = "Idempotency-Key";
    private static final int MAX_KEY_CHARACTERS = 255;
    private static final String EVERYBODY = "everybody";

    /** Of a recording that does not say how long it is: 64 kbit/s. */
    private static final double GUESSED_BYTES_PER_SECOND = 8_000;

    private final ClientIdentity identity;
    private final TagWork tagging;
    private final Destinations urls;
    private final Destinations webhooks;

    JobForm(ClientIdentity identity, TagWork tagging, Destinations urls, Destinations webhooks) {
        this.identity = identity;
        this.tagging = tagging;
        this.urls = urls;
        this.webhooks = webhooks;
    }

    /**
     * Who a job belongs to: whoever has credentials; everybody, where nobody needs any. An address is no owner: the
     * same laptop has two, and a network of many shares one.
     */
    String owner(HttpServletRequest request) {
        Client client = identity.of(request);
        return client.id().startsWith("addr:") ? EVERYBODY : client.id();
    }

    /**
     * What was asked, refused by the name of the field that makes no sense.
     *
     * @param recording empty if there is none in the request: then a URL must be there, and not otherwise
     */
    JobRequest read(HttpServletRequest request, Optional<Upload> recording) {
        Fields fields = fields(request);
        requireOne(recording, fields.url);
        long bytes = recording.map(upload -> upload.path().toFile().length()).orElse(0L);
        return new JobRequest(
                owner(request),
                key(request),
                fingerprint(fields, recording),
                fields.options,
                fields.url,
                bytes,
                recording
                        .map(upload -> tagging.statedSeconds(upload.path(), fields.options))
                        .orElse(OptionalDouble.of(0))
                        .orElse(bytes / GUESSED_BYTES_PER_SECOND),
                fields.webhook);
    }

    /** Looks at the fields alone, before a recording is read. */
    void check(HttpServletRequest request) {
        fields(request);
        key(request);
    }

    /** What can be said in a form or a query. */
    private record Fields(
            Map<String, String> options,
            @Nullable URI url,
            @Nullable URI webhook) {}

    private Fields fields(HttpServletRequest request) {
        Set<String> known = new TreeSet<>(tagging.options());
        known.add(URL);
        known.add(WEBHOOK);
        Map<String, String[]> given = RequestOptions.of(request);
        var parameters = Parameters.of(given, known);
        URI url = destination(URL, parameters.text(URL).orElse(null), urls);
        URI webhook = destination(WEBHOOK, parameters.text(WEBHOOK).orElse(null), webhooks);
        var options = new TreeMap<>(given);
        options.keySet().retainAll(tagging.options());
        tagging.check(options);
        return new Fields(joined(options), url, webhook);
    }

    private static Map<String, String> joined(Map<String, String[]> options) {
        var joined = new TreeMap<String, String>();
        options.forEach((name, texts) -> joined.put(name, String.join(",", texts)));
        return joined;
    }

    private static @Nullable URI destination(String field, @Nullable String text, Destinations permitted) {
        if (text == null) {
            return null;
        }
        if (permitted.areNone()) {
            throw Problem.invalidOption(field, "This service is not configured for " + field + ".")
                    .asException();
        }
        try {
            return permitted.permitted(text.strip());
        } catch (OutboundException.Refused e) {
            throw new Problem(
                            ProblemType.URL_REFUSED,
                            field + " cannot be used: " + e.getMessage() + ".",
                            Map.of("field", field))
                    .asException();
        }
    }

    private static void requireOne(Optional<Upload> recording, @Nullable URI url) {
        if (recording.isPresent() && url != null) {
            throw Problem.invalidOption(URL, "Send a recording or its url, not both.")
                    .asException();
        }
        if (recording.isEmpty() && url == null) {
            throw new Problem(
                            ProblemType.MISSING_FILE,
                            "Send the recording, as curl does with -F file=@recording.wav, or its url where this"
                                    + " service is configured for that.")
                    .asException();
        }
    }

    private static @Nullable String key(HttpServletRequest request) {
        String key = request.getHeader(KEY);
        if (key != null && (key.isBlank() || key.length() > MAX_KEY_CHARACTERS)) {
            throw keyProblem();
        }
        return key;
    }

    private static ProblemException keyProblem() {
        return Problem.invalidOption(KEY, KEY + " must have 1 to " + MAX_KEY_CHARACTERS + " characters.")
                .asException();
    }

    /** The job's meaning: what is said in another order, or as a form instead of a query, is the same. */
    private static String fingerprint(Fields fields, Optional<Upload> recording) {
        MessageDigest digest = sha256();
        String said = fields.options + "\n" + fields.url + "\n" + fields.webhook + "\n";
        digest.update(said.getBytes(StandardCharsets.UTF_8));
        recording.ifPresent(upload -> addContent(upload, digest));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void addContent(Upload upload, MessageDigest digest) {
        try (InputStream content = new DigestInputStream(Files.newInputStream(upload.path()), digest)) {
            content.transferTo(OutputStream.nullOutputStream()); // skipping would not digest
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
