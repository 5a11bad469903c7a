package io.otolex.service.openinference;

import io.otolex.model.inference.ModelDescription;
import io.otolex.service.problems.Problem;
import io.otolex.service.problems.ProblemType;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says who is here and whether it works, in the words of the Open Inference Protocol. */
@RestController
@RequestMapping(path = "/v2", produces = MediaType.APPLICATION_JSON_VALUE)
class ServerController {

    /** Tensors may come as bytes behind the JSON; answers are JSON. */
    private static final List<String> EXTENSIONS = List.of("binary_tensor_data");

    private static final Duration SOON = Duration.ofSeconds(5);

    record Server(String name, String version, List<String> extensions) {}

    record Live(boolean live) {}

    record Ready(boolean ready) {}

    record ModelReady(String name, boolean ready) {}

    private final ServedModel model;
    private final ApplicationAvailability availability;

    ServerController(ModelDescription model, ApplicationAvailability availability) {
        this.model = new ServedModel(model);
        this.availability = availability;
    }

    @GetMapping
    Server server() {
        String version = ServerController.class.getPackage().getImplementationVersion();
        return new Server("otolex", version == null ? "development" : version, EXTENSIONS);
    }

    @GetMapping("/health/live")
    Live live() {
        require(availability.getLivenessState() == LivenessState.CORRECT);
        return new Live(true);
    }

    /** The model is loaded before the port is opened, so that only a service that is ending is not ready. */
    @GetMapping("/health/ready")
    Ready ready() {
        requireReady();
        return new Ready(true);
    }

    @GetMapping({"/models/{name}", "/models/{name}/versions/{version}"})
    ModelMetadata metadata(@PathVariable String name, @PathVariable(required = false) @Nullable String version) {
        return model.named(name, version).metadata();
    }

    @GetMapping({"/models/{name}/ready", "/models/{name}/versions/{version}/ready"})
    ModelReady ready(@PathVariable String name, @PathVariable(required = false) @Nullable String version) {
        ServedModel named = model.named(name, version);
        requireReady();
        return new ModelReady(named.name(), true);
    }

    private void requireReady() {
        require(availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC);
    }

    private static void require(boolean well) {
        if (!well) {
            throw Problem.retryLater(ProblemType.OVERLOADED, "The service is not ready; ask another.", SOON)
                    .asException();
        }
    }
}
