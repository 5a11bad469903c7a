package io.otolex.browser;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One browser for all tests of a run, one service, and another one that asks for a key. */
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
        Class<?> type = parameter.getParameter().getType();
        return type == Both.class || type == ClosedOtolex.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Both.class ? both(context) : closed(context);
    }

    private static Both both(ExtensionContext context) {
        return store(context)
                .computeIfAbsent(
                        Both.class,
                        type -> new Both(OtolexProcess.start("--otolex.upload.max-size=8MB"), Chromium.launch()),
                        Both.class);
    }

    private static ClosedOtolex closed(ExtensionContext context) {
        return store(context).computeIfAbsent(ClosedOtolex.class, type -> ClosedOtolex.start(), ClosedOtolex.class);
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL);
    }
}
