package io.otolex.service.cli;

import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options that are settings of the service too are found where the service finds them, by the same names. */
final class EnvironmentDefaults implements IDefaultValueProvider {

    private static final String PREFIX = "otolex.";

    private final UnaryOperator<@Nullable String> properties;
    private final UnaryOperator<@Nullable String> environment;

    EnvironmentDefaults(UnaryOperator<@Nullable String> properties, UnaryOperator<@Nullable String> environment) {
        this.properties = properties;
        this.environment = environment;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || !isSetting(option.descriptionKey())) {
            return null; // picocli goes on with the default in the annotation
        }
        String property = option.descriptionKey();
        String value = properties.apply(property);
        return value != null ? value : environment.apply(variable(property));
    }

    private static boolean isSetting(@Nullable String key) {
        return key != null && key.startsWith(PREFIX);
    }

    /** As Spring writes them: dots become underscores, dashes go. */
    private static String variable(String property) {
        return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
