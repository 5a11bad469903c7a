package io.otolex.service.labels;

import io.otolex.model.inference.ModelDescription;
import io.otolex.model.labels.Label;
import io.otolex.model.labels.Ontology;
import io.otolex.service.options.Parameters;
import io.otolex.service.problems.Problem;
import io.otolex.service.problems.ProblemType;
import io.otolex.service.uploads.RequestOptions;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The classes of the model and the groups above them. They change with the model only, so that clients may keep them. */
@RestController
@RequestMapping(path = "/v1/labels", produces = MediaType.APPLICATION_JSON_VALUE)
class LabelsController {

    private static final String TREE = "tree";
    private static final String SEARCH = "q";
    private static final Set<String> OPTIONS = Set.of(TREE, SEARCH);
    private static final Source SOURCE =
            new Source("AudioSet ontology", "CC BY-SA 4.0", "https://github.com/audioset/ontology");

    /** Whose table this is; the licence wants it said. */
    record Source(String name, String licence, String url) {}

    record Flat(Source ontology, List<LabelAnswer> labels) {}

    record Tree(Source ontology, List<LabelTree> roots) {}

    private final Ontology ontology;
    private final ModelDescription model;
    private final JsonMapper json = new JsonMapper();

    LabelsController(Ontology ontology, ModelDescription model) {
        this.ontology = ontology;
        this.model = model;
    }

    /** All labels; as a tree, or those only that have certain letters in their name or id. */
    @GetMapping
    ResponseEntity<byte[]> labels(HttpServletRequest request) {
        Parameters parameters = Parameters.of(RequestOptions.of(request), OPTIONS);
        boolean tree = parameters.flag(TREE, false);
        String search = parameters.text(SEARCH).orElse("");
        if (tree && !search.isEmpty()) {
            throw Parameters.refusal(SEARCH, "q finds labels in the list; leave out tree=true.");
        }
        return cacheable(tree ? tree() : new Flat(SOURCE, found(search.toLowerCase(Locale.ROOT))));
    }

    private Tree tree() {
        return new Tree(
                SOURCE,
                ontology.roots().stream()
                        .map(root -> LabelTree.of(root, ontology))
                        .toList());
    }

    /** Names that begin with it come first. */
    private List<LabelAnswer> found(String search) {
        Stream<Label> found = ontology.all().stream()
                .filter(label -> name(label).contains(search) || label.id().equals(search))
                .sorted(Comparator.comparing(
                        label -> !search.isEmpty() && !name(label).startsWith(search)));
        return found.map(this::answer).toList();
    }

    private static String name(Label label) {
        return label.name().toLowerCase(Locale.ROOT);
    }

    private LabelAnswer answer(Label label) {
        return LabelAnswer.of(label, ontology, model.supported());
    }

    /** By the id, whose slashes are those of the path. */
    @GetMapping("/{kind}/{key}")
    ResponseEntity<byte[]> label(@PathVariable String kind, @PathVariable String key) {
        return label("/" + kind + "/" + key);
    }

    /** By name. */
    @GetMapping("/{id}")
    ResponseEntity<byte[]> label(@PathVariable String id) {
        return ontology.find(id).map(label -> cacheable(answer(label))).orElseThrow(() -> new Problem(
                        ProblemType.NOT_FOUND,
                        "There is no such label; GET /v1/labels?q=… finds labels by their names.")
                .asException());
    }

    /** The tag is a digest of the bytes, so that it holds across replicas and restarts. */
    private ResponseEntity<byte[]> cacheable(Object answer) {
        byte[] body = json.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8);
        return ResponseEntity.ok()
                .eTag("\"" + DigestUtils.md5DigestAsHex(body) + "\"")
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
                .body(body);
    }
}
