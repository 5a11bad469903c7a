package io.otolex.service.jobs;

import io.micrometer.core.instrument.MeterRegistry;
import io.otolex.service.admission.Charges;
import io.otolex.service.jobs.outbound.OutboundHttp;
import io.otolex.service.jobs.store.AudioStore;
import io.otolex.service.jobs.store.DatabaseAudioStore;
import io.otolex.service.jobs.store.DeliveryStore;
import io.otolex.service.jobs.store.JobDatabase;
import io.otolex.service.jobs.store.JobEvents;
import io.otolex.service.jobs.store.JobResults;
import io.otolex.service.jobs.store.JobStore;
import io.otolex.service.jobs.webhooks.WebhookSettings;
import io.otolex.service.jobs.webhooks.Webhooks;
import io.otolex.service.security.ClientIdentity;
import io.otolex.service.tags.TagWork;
import io.otolex.service.uploads.Uploads;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The parts of the jobs, unless {@code otolex.jobs.enabled=false}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "otolex.jobs.enabled", matchIfMissing = true)
class JobsConfiguration {

    private final Clock clock = Clock.systemUTC();

    @Bean
    JobDatabase jobDatabase(JobSettings settings) {
        return settings.open();
    }

    @Bean
    JobStore jobStore(JobDatabase database) {
        return new JobStore(database);
    }

    @Bean
    JobResults jobResults(JobDatabase database) {
        return new JobResults(database);
    }

    @Bean
    DeliveryStore deliveryStore(JobDatabase database) {
        return new DeliveryStore(database);
    }

    @Bean
    AudioStore audioStore(JobDatabase database, JobSettings settings) {
        return new DatabaseAudioStore(database, settings.maxAudio().toBytes(), clock);
    }

    @Bean
    JobTasks jobTasks(JobDatabase database) {
        return new JobTasks(database);
    }

    @Bean
    RunningJobs runningJobs(JobStore jobs, JobSettings settings) {
        return new RunningJobs(jobs, settings.maxTime());
    }

    @Bean
    JobEnds jobEnds(
            JobDatabase database,
            JobStore jobs,
            JobResults results,
            AudioStore audio,
            DeliveryStore deliveries,
            JobTasks tasks,
            JsonMapper json) {
        return new JobEnds(database, jobs, results, audio, deliveries, tasks, json, clock);
    }

    @Bean
    OutboundHttp fetching(UrlSettings settings) {
        return new OutboundHttp(settings.destinations());
    }

    @Bean
    OutboundHttp telling(WebhookSettings settings) {
        return new OutboundHttp(settings.destinations());
    }

    @Bean
    JobAudio jobAudio(AudioStore store, OutboundHttp fetching, UrlSettings settings, Uploads uploads) {
        return new JobAudio(store, fetching, settings.maxTime(), uploads);
    }

    @Bean
    JobWorker jobWorker(
            JobStore jobs, JobEnds ends, JobAudio audio, TagWork tagging, RunningJobs running, JobSettings settings) {
        return new JobWorker(jobs, ends, audio, tagging, running, settings.maxAttempts(), clock);
    }

    @Bean
    JobSchedulers jobSchedulers(
            JobDatabase database,
            JobSettings settings,
            JobWorker worker,
            WebhookSettings webhookSettings,
            DeliveryStore deliveries,
            OutboundHttp telling,
            AudioStore audio,
            JobStore jobs,
            RunningJobs running,
            JobCharges charges) {
        var webhooks = new Webhooks(webhookSettings, deliveries, telling, clock);
        var sweep = new JobSweep(jobs, audio, settings, clock);
        return new JobSchedulers(database, settings, worker, webhooks, sweep, running, charges);
    }

    @Bean
    JobSubmissions jobSubmissions(
            JobDatabase database,
            JobStore jobs,
            AudioStore audio,
            JobTasks tasks,
            JobSchedulers schedulers,
            JobRoom room) {
        return new JobSubmissions(database, jobs, audio, tasks, schedulers, room, clock);
    }

    @Bean
    JobRoom jobRoom(JobStore jobs, AudioStore audio, JobSettings settings) {
        return new JobRoom(jobs, audio, settings);
    }

    @Bean
    JobCharges jobCharges(JobStore jobs) {
        return new JobCharges(jobs);
    }

    @Bean
    JobIntake jobIntake(JobRoom room, Charges charges, JobForm form, JobSubmissions submissions, JobCharges open) {
        return new JobIntake(room, charges, form, submissions, open);
    }

    /** Named as it appears in the answer. */
    @Bean("jobs")
    JobDatabaseHealth jobDatabaseHealth(JobDatabase database) {
        return new JobDatabaseHealth(database);
    }

    @Bean
    JobForm jobForm(ClientIdentity identity, TagWork tagging, UrlSettings urls, WebhookSettings webhooks) {
        return new JobForm(identity, tagging, urls.destinations(), webhooks.destinations());
    }

    @Bean
    JobStreams jobStreams(JobDatabase database, JobSettings settings) {
        return new JobStreams(new JobEvents(database), settings);
    }

    @Bean
    JobMeters jobMeters(JobStore jobs, MeterRegistry registry) {
        return new JobMeters(jobs, registry);
    }
}
