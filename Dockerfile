# The service and the command line as an image, from the jar that `mvn package` has made:
#
#   mvn -q -DskipTests package && docker build -t otolex .
#
# FLAVOR=cpu     (amd64, arm64) libtorch out of the jar
# FLAVOR=cuda12  libtorch for CUDA out of an archive that the build is given:
#   --build-arg LIBTORCH=https://download.pytorch.org/libtorch/cu128/libtorch-shared-with-deps-2.7.1%2Bcu128.zip
#   --build-arg LIBTORCH_SHA256=…     (a path below deploy/libtorch does as well as an address)
#
# There is no `# syntax=` line: it would send every build to a registry, also one on an island.

ARG FLAVOR=cpu
ARG BASE_IMAGE=eclipse-temurin:25-jre
ARG JDK_IMAGE=eclipse-temurin:25-jdk
ARG CUDA_IMAGE=nvidia/cuda:12.8.1-base-ubuntu24.04

# --- what a flavour brings to the unpacking
FROM ${JDK_IMAGE} AS libtorch-cpu

FROM ${JDK_IMAGE} AS libtorch-cuda12
ARG LIBTORCH=LIBTORCH-is-missing
ARG LIBTORCH_SHA256
WORKDIR /build
ADD ${LIBTORCH} libtorch.zip
RUN echo "${LIBTORCH_SHA256:?}  libtorch.zip" | sha256sum --check --quiet

# --- the jar, taken apart
FROM libtorch-${FLAVOR} AS unpacked
ARG FLAVOR
ARG TORCH_FLAVOR
WORKDIR /build
COPY deploy/image/unpack .
COPY service/target/otolex.jar .
RUN case "$FLAVOR" in cuda12) default=cu128 ;; *) default=cpu ;; esac \
    && ./unpack otolex.jar app "$FLAVOR" "${TORCH_FLAVOR:-$default}"

# --- what a flavour runs on
FROM ${BASE_IMAGE} AS base-cpu
ENV PYTORCH_FLAVOR=cpu

FROM ${BASE_IMAGE} AS jre

FROM ${CUDA_IMAGE} AS base-cuda12
ARG TORCH_FLAVOR=cu128
ENV PYTORCH_FLAVOR=${TORCH_FLAVOR} \
    JAVA_HOME=/opt/java/openjdk \
    PATH=/opt/java/openjdk/bin:/usr/local/nvidia/bin:/usr/local/cuda/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    LANG=C.UTF-8 \
    NVIDIA_VISIBLE_DEVICES=all \
    NVIDIA_DRIVER_CAPABILITIES=compute,utility
COPY --from=jre /opt/java/openjdk /opt/java/openjdk

# --- the image
FROM base-${FLAVOR} AS untrained
COPY scripts/setup /tmp/setup
RUN /tmp/setup --run && rm -rf /tmp/setup /var/lib/apt/lists/* \
    && groupadd --gid 10001 otolex \
    && useradd --uid 10001 --gid 10001 --home-dir /var/lib/otolex --no-create-home --shell /usr/sbin/nologin otolex \
    # group 0, which is what OpenShift runs arbitrary users in
    && install -d -o 10001 -g 0 -m 2770 /var/lib/otolex /var/cache/otolex

# What it is made of: the packages and Java below, and beside it the jar's own bill of materials.
COPY deploy/image/system-sbom /tmp/system-sbom
RUN mkdir -p /opt/otolex/sbom && /tmp/system-sbom >/opt/otolex/sbom/system.cdx.json && rm /tmp/system-sbom

COPY --from=unpacked /build/app/natives /opt/otolex/natives
COPY --from=unpacked /build/app/dependencies /build/app/snapshot-dependencies /opt/otolex/
COPY --from=unpacked /build/app/application /opt/otolex/
COPY --from=unpacked /build/app/sbom /opt/otolex/sbom
COPY LICENSE samples/ATTRIBUTION.md samples/speech.wav deploy/image/jvm.options /opt/otolex/
COPY deploy/image/otolex deploy/image/otolex-ready /usr/local/bin/

# libtorch is found by its path. Without version and flavour DJL would look for a bridge that is in no jar.
ENV PYTORCH_LIBRARY_PATH=/opt/otolex/natives/pytorch \
    PYTORCH_VERSION=2.7.1 \
    OTOLEX_DECODING_FFMPEG=/opt/otolex/natives/ffmpeg/ffmpeg \
    OTOLEX_MODEL_CACHE=/var/cache/otolex \
    MANAGEMENT_SERVER_PORT=8081 \
    # a container by itself has no balancer that would have to see that it is not ready; the chart sets its own
    OTOLEX_DRAIN_DELAY=0s \
    HOME=/var/lib/otolex

# A published model goes into the image by its source and is checked against its sha256; it needs the network.
ARG MODEL=embedded
ENV OTOLEX_MODEL_SOURCE=${MODEL}
USER 10001:0
RUN [ "$MODEL" = embedded ] || otolex model import "$MODEL"

FROM untrained
USER 0
COPY deploy/image/train /tmp/train
RUN /tmp/train && chown -R 10001:0 /var/cache/otolex && chmod -R g=u /var/cache/otolex

ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
ARG CREATED=unknown
LABEL org.opencontainers.image.title="Otolex" \
      org.opencontainers.image.description="AudioSet sound events of recordings, by REST and on the command line" \
      org.opencontainers.image.licenses="GPL-3.0-or-later" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}"

USER 10001:10001
WORKDIR /var/lib/otolex
VOLUME /var/lib/otolex
EXPOSE 8080 8081
HEALTHCHECK --interval=5s --timeout=5s --start-period=120s --retries=3 CMD ["otolex-ready"]
ENTRYPOINT ["otolex"]
CMD ["serve"]
