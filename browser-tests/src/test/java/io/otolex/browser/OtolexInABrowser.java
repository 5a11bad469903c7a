package io.otolex.browser;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One service and one browser for all tests of a run. */
final class OtolexInABrowser implements BeforeAllCallback, ParameterResolver {

    /** Both, ended together when the run ends. */
    record Both(OtolexProcess otolex, Chromium chromium) implements AutoCloseable {
        @Override
        public void close() {
            chromium.close();
            otolex.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        both(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Both.class;
    }

    @Override
    public Both resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return both(context);
    }

    private static Both both(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(Both.class, type -> new Both(OtolexProcess.start(), Chromium.launch()), Both.class);
    }
}
