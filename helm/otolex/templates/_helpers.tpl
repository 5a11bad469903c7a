{{- define "otolex.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "otolex.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else if contains (include "otolex.name" .) .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "otolex.name" .) | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "otolex.selector" -}}
app.kubernetes.io/name: {{ include "otolex.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "otolex.labels" -}}
{{ include "otolex.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "otolex.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default (printf "%s%s" .Chart.AppVersion (ternary "-cuda12" "" .Values.gpu.enabled)) }}
{{- end -}}
{{- end -}}

{{- define "otolex.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{ default (include "otolex.fullname" .) .Values.serviceAccount.name }}
{{- else -}}
{{ default "default" .Values.serviceAccount.name }}
{{- end -}}
{{- end -}}

{{/* What otolex.model.source is: the source itself, or the file on the mounted claim. */}}
{{- define "otolex.modelSource" -}}
{{- if eq .Values.model.from "pvc" -}}
/models/{{ .Values.model.pvc.path }}
{{- else if eq .Values.model.from "url" -}}
{{ .Values.model.source }}{{ with .Values.model.sha256 }}#sha256={{ . }}{{ end }}
{{- else -}}
{{ .Values.model.source }}
{{- end -}}
{{- end -}}

{{/* Relations between values that a schema cannot state. */}}
{{- define "otolex.check" -}}
{{- if le (int .Values.terminationGracePeriodSeconds) (add .Values.drain.delaySeconds .Values.drain.timeoutSeconds | int) -}}
{{- fail "terminationGracePeriodSeconds must be more than drain.delaySeconds + drain.timeoutSeconds: the pod would be killed while it drains" -}}
{{- end -}}
{{- if ge (int .Values.drain.delaySeconds) (int .Values.drain.timeoutSeconds) -}}
{{- fail "drain.delaySeconds must be less than drain.timeoutSeconds, which every step of the shutdown may take, the delay too" -}}
{{- end -}}
{{- if and .Values.auth.enabled (not .Values.auth.existingSecret) (not .Values.auth.oauth2.issuerUri) -}}
{{- fail "auth.enabled needs auth.existingSecret (made with `otolex key create`) or auth.oauth2.issuerUri; auth.enabled=false opens the service to whoever reaches it" -}}
{{- end -}}
{{- if and .Values.auth.oauth2.issuerUri (not .Values.auth.oauth2.audience) -}}
{{- fail "auth.oauth2.audience must be set: without it every token of the issuer, for whatever service, would do" -}}
{{- end -}}
{{- $several := or (gt (int .Values.replicaCount) 1) .Values.autoscaling.enabled -}}
{{- if and .Values.jobs.enabled $several (not .Values.jobs.database.url) -}}
{{- fail "several replicas share jobs by a database: set jobs.database.url, or jobs.enabled=false, or replicaCount=1 without autoscaling" -}}
{{- end -}}
{{- if and .Values.jobs.database.url (not .Values.jobs.database.existingSecret) -}}
{{- fail "jobs.database.existingSecret must name the secret with the database's user and password" -}}
{{- end -}}
{{- if and (eq .Values.model.from "pvc") (not (and .Values.model.pvc.existingClaim .Values.model.pvc.path)) -}}
{{- fail "model.from=pvc needs model.pvc.existingClaim and model.pvc.path" -}}
{{- end -}}
{{- if and (eq .Values.model.from "url") (hasPrefix "https://" .Values.model.source) (not .Values.model.sha256) -}}
{{- fail "model.from=url needs model.sha256: what is downloaded is checked" -}}
{{- end -}}
{{- if and (eq .Values.model.from "url") (eq .Values.model.source "embedded") -}}
{{- fail "model.from=url needs model.source, an https:// or hf:// address" -}}
{{- end -}}
{{- if and .Values.autoscaling.enabled (eq .Values.autoscaling.type "keda") (not .Values.autoscaling.prometheusAddress) -}}
{{- fail "autoscaling.type=keda needs autoscaling.prometheusAddress" -}}
{{- end -}}
{{- if and .Values.bulk.enabled (not (and .Values.bulk.existingClaim .Values.bulk.manifest)) -}}
{{- fail "bulk.enabled needs bulk.existingClaim and bulk.manifest" -}}
{{- end -}}
{{- end -}}

{{/* The environment that service and bulk job share. */}}
{{- define "otolex.modelEnv" -}}
- {name: OTOLEX_MODEL_SOURCE, value: {{ include "otolex.modelSource" . | quote }}}
- {name: OTOLEX_MODEL_PRECISION, value: {{ .Values.model.precision | quote }}}
{{- if .Values.gpu.enabled }}
- {name: OTOLEX_MODEL_DEVICE, value: gpu}
{{- end }}
{{- with .Values.javaOptions }}
- {name: JDK_JAVA_OPTIONS, value: {{ . | quote }}}
{{- end }}
{{- end -}}

{{- define "otolex.modelMounts" -}}
- {name: tmp, mountPath: /tmp}
{{- if eq .Values.model.from "pvc" }}
- {name: models, mountPath: /models, readOnly: true}
{{- end }}
{{- if ne .Values.model.from "image" }}
- {name: model-cache, mountPath: /var/cache/otolex}
{{- end }}
{{- with .Values.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "otolex.modelVolumes" -}}
- name: tmp
  emptyDir: {sizeLimit: {{ .Values.tmp.sizeLimit }}}
{{- if eq .Values.model.from "pvc" }}
- name: models
  persistentVolumeClaim: {claimName: {{ .Values.model.pvc.existingClaim }}, readOnly: true}
{{- end }}
{{- if ne .Values.model.from "image" }}
- name: model-cache
  {{- if .Values.model.cache.existingClaim }}
  persistentVolumeClaim: {claimName: {{ .Values.model.cache.existingClaim }}}
  {{- else }}
  emptyDir: {sizeLimit: {{ .Values.model.cache.sizeLimit }}}
  {{- end }}
{{- end }}
{{- with .Values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Brings the model before the service starts: by download, or by a look at its checksum. */}}
{{- define "otolex.modelInit" -}}
{{- if or (eq .Values.model.from "url") (and (eq .Values.model.from "pvc") .Values.model.sha256) }}
initContainers:
  - name: model
    image: {{ include "otolex.image" . }}
    imagePullPolicy: {{ .Values.image.pullPolicy }}
    {{- if eq .Values.model.from "url" }}
    args: [model, import, {{ include "otolex.modelSource" . | quote }}]
    {{- else }}
    command: [sh, -c, 'echo "$SHA256  $FILE" | sha256sum --check --strict']
    env:
      - {name: SHA256, value: {{ .Values.model.sha256 | quote }}}
      - {name: FILE, value: {{ include "otolex.modelSource" . | quote }}}
    {{- end }}
    securityContext: {{- toYaml .Values.securityContext | nindent 6 }}
    resources:
      requests: {cpu: 100m, memory: 512Mi}
      limits: {memory: 2Gi}
    volumeMounts: {{- include "otolex.modelMounts" . | nindent 6 }}
{{- end }}
{{- end -}}

{{/* Where pods may run: the same for service and bulk job. */}}
{{- define "otolex.placement" -}}
{{- if and .Values.gpu.enabled .Values.gpu.runtimeClassName }}
runtimeClassName: {{ .Values.gpu.runtimeClassName }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity: {{- toYaml . | nindent 2 }}
{{- end }}
{{- if or .Values.tolerations .Values.gpu.enabled }}
tolerations:
  {{- with .Values.tolerations }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
  {{- if .Values.gpu.enabled }}
  - {key: {{ .Values.gpu.resourceName }}, operator: Exists, effect: NoSchedule}
  {{- end }}
{{- end }}
{{- end -}}

{{/* Requests and limits, with the GPUs added; call with the root and the resources. */}}
{{- define "otolex.resources" -}}
{{- $resources := deepCopy .resources -}}
{{- if .root.Values.gpu.enabled -}}
{{- $gpu := dict .root.Values.gpu.resourceName (.root.Values.gpu.count | toString) -}}
{{- $_ := set $resources "limits" (merge (default dict $resources.limits) $gpu) -}}
{{- end -}}
{{- toYaml $resources -}}
{{- end -}}
