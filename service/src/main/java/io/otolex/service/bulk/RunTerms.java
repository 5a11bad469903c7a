package io.otolex.service.bulk;

/**
 * What all rows of an output have in common, so that a later run may add to it.
 *
 * @param model digest of the model
 * @param precision that it runs in
 * @param options of tagging, as they were given
 * @param format of the rows
 */
public record RunTerms(String model, String precision, String options, RowFormat format) {

    /** For people; of a digest they tell twelve digits apart. */
    @Override
    public String toString() {
        String wanted = options.isEmpty() ? "" : ", " + options;
        return "%s (model %.12s, %s%s)".formatted(format.extension(), model, precision, wanted);
    }
}
