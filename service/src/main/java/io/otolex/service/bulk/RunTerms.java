package io.otolex.service.bulk;

/**
 * What all rows of an output have in common, so that a later run may add to it.
 *
 * @param model digest of the model
 * @param precision that it runs in
 * @param options of tagging, as they were given
 */
public record RunTerms(String model, String precision, String options) {}
