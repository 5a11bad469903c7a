package io.otolex.model.program;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The modules that dotted names imply: {@code stages.0.1.norm.weight} is a tensor of a module four levels down. */
final class ModuleTree {

    /** Numbers the tensors in the order in which they are pickled. */
    static final class Numbers {
        private final List<String> names = new ArrayList<>();

        String next(String name) {
            names.add(name);
            return String.valueOf(names.size() - 1);
        }

        int of(String name) {
            return names.indexOf(name);
        }

        List<String> inOrder() {
            return names;
        }
    }

    private final String path;
    private final Map<String, ModuleTree> children = new LinkedHashMap<>();
    private final List<String> tensors = new ArrayList<>();

    private ModuleTree(String path) {
        this.path = path;
    }

    static ModuleTree of(Collection<String> names) {
        var root = new ModuleTree("");
        names.forEach(root::add);
        return root;
    }

    private void add(String name) {
        ModuleTree module = this;
        String[] parts = name.split("\\.", -1);
        for (int i = 0; i < parts.length - 1; i++) {
            String child = module.path.isEmpty() ? parts[i] : module.path + "." + parts[i];
            module = module.children.computeIfAbsent(parts[i], unused -> new ModuleTree(child));
        }
        module.tensors.add(parts[parts.length - 1]);
    }

    static Storage storage(String name) {
        return Weights.isCounter(name) ? Storage.LONG : Storage.FLOAT;
    }

    /** The expression that reaches a tensor from {@code self}; a number is no attribute name in Python. */
    static String path(String name) {
        String expression = "self";
        for (String part : name.split("\\.", -1)) {
            expression = isNumber(part) ? "getattr(" + expression + ", \"" + part + "\")" : expression + "." + part;
        }
        return expression;
    }

    private static boolean isNumber(String part) {
        return Character.isDigit(part.charAt(0));
    }

    /** Every class of the tree; the root is {@code Network} and has the given method. */
    String code(String forward) {
        String below = children.values().stream().map(child -> child.code("")).collect(Collectors.joining());
        var text = new StringBuilder(below);
        text.append("class ").append(className()).append("(Module):\n");
        text.append("  __parameters__ = ").append(list(false)).append('\n');
        text.append("  __buffers__ = ").append(list(true)).append('\n');
        tensors.forEach(tensor -> text.append("  ").append(tensor).append(" : Tensor\n"));
        text.append("  training : bool\n");
        children.forEach((name, child) -> text.append("  ")
                .append(isNumber(name) ? "__annotations__[\"" + name + "\"] = " : name + " : ")
                .append("__torch__.otolex.")
                .append(child.className())
                .append('\n'));
        return text.append(forward).toString();
    }

    private String className() {
        return path.isEmpty() ? "Network" : path.replace('.', '_');
    }

    private String list(boolean buffers) {
        return tensors.stream()
                .filter(tensor -> Weights.isBuffer("." + tensor) == buffers)
                .map(tensor -> "\"" + tensor + "\", ")
                .collect(Collectors.joining("", "[", "]"));
    }

    void pickle(PickleWriter out, Weights weights, Numbers numbers) {
        out.global("__torch__.otolex", className()).emptyTuple().newObject();
        out.emptyDict().mark();
        for (String tensor : tensors) {
            String name = path.isEmpty() ? tensor : path + "." + tensor;
            out.string(tensor);
            storage(name).pickle(out, numbers.next(name), weights.get(name).shape(), !Weights.isBuffer(name));
        }
        out.string("training").bool(true);
        children.forEach((name, child) -> {
            out.string(name);
            child.pickle(out, weights, numbers);
        });
        out.setItems().build();
    }
}
