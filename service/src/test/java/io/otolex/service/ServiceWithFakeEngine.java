package io.otolex.service;

import io.otolex.service.engine.Engine;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.bean.override.convention.TestBean;

/** Everything is real but the engine. */
abstract class ServiceWithFakeEngine extends RunningService {

    @TestBean
    @Nullable
    Engine engine;

    static Engine engine() {
        return FakeEngine.open();
    }
}
