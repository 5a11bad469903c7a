package io.otolex.service.engine;

import io.otolex.audio.AudioDecoder;
import io.otolex.model.inference.ModelDescription;
import io.otolex.model.inference.NvidiaGpu;
import io.otolex.model.tagging.RecordingTagger;
import io.otolex.service.cache.CacheSettings;
import io.otolex.service.cache.CachingTagger;
import io.otolex.service.metrics.MeteredBatches;
import io.otolex.service.metrics.MeteredDecoder;
import io.otolex.service.metrics.MeteredStages;
import io.otolex.service.metrics.ServiceMetrics;
import io.otolex.service.tracing.Traces;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The engine of the service: loaded and warm before a port is opened, or the service does not start. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    @Bean
    Engine engine(ModelSettings model, BatchingSettings batching, DecodingSettings decoding, ServiceMetrics metrics)
            throws EngineException {
        var observers = new EngineObservers(
                decoder -> new MeteredDecoder(decoder, metrics),
                new MeteredBatches(metrics),
                new MeteredStages(metrics));
        return Engines.open(model, batching, decoding, observers);
    }

    /** After the engine, which is itself watched by these metrics. */
    @Bean
    SmartInitializingSingleton engineMeters(ServiceMetrics metrics, Engine engine) {
        return () -> {
            metrics.model(engine.model());
            metrics.devices(engine.status().devices());
            if (engine.status().devices().stream().anyMatch(device -> device.startsWith("gpu"))) {
                metrics.gpus(NvidiaGpu.all());
            }
            metrics.queue(engine.status()::waitingWindows, engine.status()::oldestAge);
            metrics.batchLimit(engine.status()::maxBatch);
        };
    }

    @Bean
    ModelDescription modelDescription(Engine engine) {
        return engine.model();
    }

    @Bean
    RecordingTagger recordingTagger(
            Engine engine, DecodingPlaces places, CacheSettings cache, ServiceMetrics metrics, Traces traces) {
        RecordingTagger inPlaces = (spool, options, budget, progress) ->
                places.with(spool, budget, () -> engine.recordings().tag(spool, options, budget, progress));
        return traces.traced(new CachingTagger(inPlaces, cache, metrics));
    }

    @Bean
    DecodingPlaces decodingPlaces(DecodingSettings settings) {
        return new DecodingPlaces(settings.shortPlaces(), settings.longPlaces());
    }

    @Bean
    AudioDecoder audioDecoder(Engine engine) {
        return engine.decoder();
    }
}
