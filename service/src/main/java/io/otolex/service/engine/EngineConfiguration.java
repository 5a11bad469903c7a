package io.otolex.service.engine;

import io.otolex.audio.AudioDecoder;
import io.otolex.model.inference.ModelDescription;
import io.otolex.model.tagging.RecordingTagger;
import io.otolex.service.metrics.MeteredDecoder;
import io.otolex.service.metrics.MeteredTagger;
import io.otolex.service.metrics.ServiceMetrics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The engine of the service: loaded and warm before a port is opened, or the service does not start. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    @Bean
    Engine engine(ModelSettings model, DecodingSettings decoding, ServiceMetrics metrics) throws EngineException {
        return Engines.open(
                model,
                decoding,
                decoder -> new MeteredDecoder(decoder, metrics),
                tagger -> new MeteredTagger(tagger, metrics));
    }

    @Bean
    ModelDescription modelDescription(Engine engine) {
        return engine.model();
    }

    @Bean
    RecordingTagger recordingTagger(Engine engine) {
        return engine.recordings();
    }

    @Bean
    AudioDecoder audioDecoder(Engine engine) {
        return engine.decoder();
    }
}
