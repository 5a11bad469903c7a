package io.otolex.service.engine;

/** Makes engines; the command line is tested with one that needs no model. */
@FunctionalInterface
public interface EngineFactory {

    Engine open(ModelSettings model, DecodingSettings decoding) throws EngineException;
}
