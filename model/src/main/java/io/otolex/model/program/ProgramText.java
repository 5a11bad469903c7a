package io.otolex.model.program;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the operations of a program as the lines of a TorchScript method. */
final class ProgramText implements Script {

    /** Where a weight's expression comes from: a constant's number, or the path to a parameter. */
    interface Weight {
        String expression(String name, boolean inner);
    }

    private final Program program;
    private final Weight weight;
    private final boolean trainable;
    private final int innerDtype;
    private final List<String> lines = new ArrayList<>();
    private final List<String> variables = new ArrayList<>();
    private final List<Boolean> inner = new ArrayList<>();
    private final int[] readers;
    private String mask = "";
    private int temporaries;

    private ProgramText(Program program, Weight weight, boolean trainable, int innerDtype) {
        this.program = program;
        this.weight = weight;
        this.trainable = trainable;
        this.innerDtype = innerDtype;
        this.readers = new int[program.ops().size()];
        program.ops().forEach(op -> op.inputs().forEach(input -> readers[input.index()]++));
        readers[program.logits().index()]++;
        readers[program.embedding().index()]++;
    }

    static ProgramText frozen(Program program, Weight weight, int innerDtype) {
        return new ProgramText(program, weight, false, innerDtype);
    }

    static ProgramText trainable(Program program, Weight weight) {
        return new ProgramText(program, weight, true, Op.FLOAT32);
    }

    /** The body of a method that returns logits and embedding, two levels deep. */
    String forward() {
        return all(program.logits(), program.embedding());
    }

    /** The body of a method that returns the last map beside the two. */
    String forwardWithMap() {
        return all(program.logits(), program.embedding(), program.map());
    }

    private String all(Value... results) {
        program.ops().forEach(this::step);
        return ending(Stream.of(results).map(this::of).collect(Collectors.joining(", ", "(", ")")));
    }

    /** The body of a method that ends with the last map and has a mask. */
    String map(String maskVariable) {
        this.mask = maskVariable;
        program.ops().subList(0, program.map().index() + 1).forEach(this::step);
        return ending(of(program.map()));
    }

    private String ending(String result) {
        statement("return " + result);
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
    public String inPlace(String function, Value value) {
        return trainable || isSharedWithOthers(value) ? function : function + "_";
    }

    /** Counting those who read it under an earlier number. */
    private boolean isSharedWithOthers(Value value) {
        List<Value> inputs = program.ops().get(value.index()).inputs();
        boolean another = inputs.isEmpty() || !of(value).equals(of(inputs.get(0)));
        return readers[value.index()] > 1 || (!another && isSharedWithOthers(inputs.get(0)));
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
    public String mask() {
        return mask;
    }

    @Override
    public int innerDtype() {
        return innerDtype;
    }
}
