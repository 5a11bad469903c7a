package io.otolex.service.engine;

import io.otolex.model.inference.ModelDescription;
import io.otolex.model.inference.Tagger;

/**
 * A model in memory.
 *
 * @param release gives its memory back
 */
record LoadedModel(ModelDescription description, Tagger tagger, Runnable release) {}
