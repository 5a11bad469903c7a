package io.otolex.model.program;

import java.util.ArrayList;
import java.util.List;

/** Writes the operations of a program as the lines of a TorchScript {@code forward}. */
final class ProgramText implements Script {

    /** Where a weight's expression comes from: a constant's number, or the path to a parameter. */
    interface Weight {
        String expression(String name, boolean inner);
    }

    private final Weight weight;
    private final boolean trainable;
    private final int innerDtype;
    private final List<String> lines = new ArrayList<>();
    private final List<String> variables = new ArrayList<>();
    private final List<Boolean> inner = new ArrayList<>();
    private int temporaries;

    ProgramText(Weight weight, boolean trainable, int innerDtype) {
        this.weight = weight;
        this.trainable = trainable;
        this.innerDtype = innerDtype;
    }

    /** The body of {@code forward}, two levels deep, ending in its return. */
    String body(Program program) {
        program.ops().forEach(this::step);
        statement("return (" + of(program.logits()) + ", " + of(program.embedding()) + ")");
        return String.join("\n", lines) + "\n";
    }

    private void step(Op op) {
        inner.add(
                op instanceof Op.Cast cast
                        ? cast.inward()
                        : !op.inputs().isEmpty() && isInner(op.inputs().get(0)));
        String expression = op.write(this);
        if (expression.matches("[a-z]\\d+")) { // no step at all: an earlier value under another number
            variables.add(expression);
            return;
        }
        String variable = "v" + variables.size();
        statement(variable + " = " + expression);
        variables.add(variable);
    }

    private boolean isInner(Value value) {
        return inner.get(value.index());
    }

    @Override
    public String of(Value value) {
        return variables.get(value.index());
    }

    @Override
    public String weight(String name, Value value) {
        return weight.expression(name, isInner(value));
    }

    @Override
    public void statement(String line) {
        lines.add("    " + line);
    }

    @Override
    public String fresh() {
        return "t" + temporaries++;
    }

    @Override
    public boolean trainable() {
        return trainable;
    }

    @Override
    public int innerDtype() {
        return innerDtype;
    }
}
