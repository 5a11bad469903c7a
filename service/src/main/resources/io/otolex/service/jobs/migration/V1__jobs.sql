-- One script for PostgreSQL and H2: only types that both have. No row holds more than 1 MiB of bytes, H2's limit.

create table jobs (
    id              uuid primary key,
    owner           varchar(300) not null,
    idempotency_key varchar(255),
    fingerprint     varchar(64) not null,
    options         text not null,
    url             varchar(2048),
    audio_bytes     bigint not null,
    webhook         varchar(2048),
    status          varchar(10) not null,
    attempt         integer not null,
    created_at      timestamp(6) with time zone not null,
    started_at      timestamp(6) with time zone,
    ended_at        timestamp(6) with time zone,
    scored_s        double precision not null,
    duration_s      double precision,
    problem_type    varchar(100),
    problem_detail  text,
    last_event      integer not null,
    constraint jobs_once unique (owner, idempotency_key)
);

create index jobs_listed on jobs (owner, created_at, id);
create index jobs_by_status on jobs (status, created_at);
create index jobs_ended on jobs (ended_at);

create table job_events (
    job_id uuid not null references jobs (id) on delete cascade,
    number integer not null,
    name   varchar(20) not null,
    data   text not null,
    primary key (job_id, number)
);

create table job_results (
    job_id  uuid not null references jobs (id) on delete cascade,
    part    integer not null,
    content bytea not null,
    primary key (job_id, part)
);

-- Audio is there before its job, so that a job is never without its audio; what finds no job is swept.
create table job_audio (
    job_id    uuid primary key,
    bytes     bigint not null,
    stored_at timestamp(6) with time zone not null
);

create table job_audio_parts (
    job_id  uuid not null references job_audio (job_id) on delete cascade,
    part    integer not null,
    content bytea not null,
    primary key (job_id, part)
);

-- One row, whose lock puts reservations in a line.
create table job_audio_space (
    bytes bigint not null
);

insert into job_audio_space (bytes) values (0);

create table job_deliveries (
    job_id       uuid primary key references jobs (id) on delete cascade,
    url          varchar(2048) not null,
    body         text not null,
    status       varchar(10) not null,
    attempts     integer not null,
    last_outcome varchar(200)
);

-- What db-scheduler wants, twice: a recording that takes hours must not hold up the webhooks.
create table tagging_tasks (
    task_name            varchar(100) not null,
    task_instance        varchar(100) not null,
    task_data            bytea,
    execution_time       timestamp(6) with time zone not null,
    picked               boolean not null,
    picked_by            varchar(100),
    last_success         timestamp(6) with time zone,
    last_failure         timestamp(6) with time zone,
    consecutive_failures integer,
    last_heartbeat       timestamp(6) with time zone,
    version              bigint not null,
    priority             smallint,
    primary key (task_name, task_instance)
);

create index tagging_tasks_due on tagging_tasks (execution_time);
create index tagging_tasks_alive on tagging_tasks (last_heartbeat);

create table light_tasks (
    task_name            varchar(100) not null,
    task_instance        varchar(100) not null,
    task_data            bytea,
    execution_time       timestamp(6) with time zone not null,
    picked               boolean not null,
    picked_by            varchar(100),
    last_success         timestamp(6) with time zone,
    last_failure         timestamp(6) with time zone,
    consecutive_failures integer,
    last_heartbeat       timestamp(6) with time zone,
    version              bigint not null,
    priority             smallint,
    primary key (task_name, task_instance)
);

create index light_tasks_due on light_tasks (execution_time);
create index light_tasks_alive on light_tasks (last_heartbeat);
