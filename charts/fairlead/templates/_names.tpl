{{/* X: what all objects begin with; 30 characters, so that names made of it fit into 63. */}}
{{- define "fairlead.fullname" -}}
{{- $own := ternary .Release.Name (printf "%s-fairlead" .Release.Name) (contains "fairlead" .Release.Name) -}}
{{- default $own .Values.fullnameOverride | trunc 30 | trimSuffix "-" -}}
{{- end -}}

{{/* What a selector names. (dict "root" $ "component" "rendezvous") */}}
{{- define "fairlead.selector" -}}
app.kubernetes.io/name: fairlead
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{/* On every object. Nothing that changes with the release: relay pods carry them, and a new label would be a new template. */}}
{{- define "fairlead.labels" -}}
{{ include "fairlead.selector" . }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* metadata of an object. (dict "root" $ "component" C "name" N "annotations" (dict …)) */}}
{{- define "fairlead.metadata" -}}
name: {{ .name }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "fairlead.labels" . | nindent 2 }}
  helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
  {{- with .labels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- with merge (dict) (default (dict) .annotations) .root.Values.commonAnnotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* metadata of a pod template. (dict "root" $ "component" C "values" .Values.C "ops" bool) */}}
{{- define "fairlead.podMetadata" -}}
labels:
  {{- include "fairlead.labels" . | nindent 2 }}
  {{- with .values.podLabels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- $annotations := dict -}}
{{- if and .ops .root.Values.metrics.annotations (not .root.Values.metrics.podMonitor.enabled) (not .root.Values.metrics.serviceMonitor.enabled) -}}
{{- $annotations = dict "prometheus.io/scrape" "true" "prometheus.io/port" "9090" "prometheus.io/path" "/metrics" -}}
{{- end }}
{{- with merge (dict) .values.podAnnotations $annotations .root.Values.commonAnnotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "fairlead.serviceAccountName" -}}
{{- default (printf "%s-%s" (include "fairlead.fullname" .root) .component) (index .root.Values .component "serviceAccount" "name") -}}
{{- end -}}

{{/* The main port, inside and outside: with node ports they are one, so that pods know what clients dial. */}}
{{- define "fairlead.mainPort" -}}
{{- ternary .Values.service.nodePorts.main .Values.ports.main (eq .Values.service.mode "nodePort") | int -}}
{{- end -}}

{{/* Names of what is made once, by the Job or by you. */}}
{{- define "fairlead.keySecret" -}}
{{- default (printf "%s-signing-key" (include "fairlead.fullname" .)) .Values.key.existingSecret -}}
{{- end -}}
{{- define "fairlead.publicKeyConfigMap" -}}
{{- default (printf "%s-public-key" (include "fairlead.fullname" .)) .Values.key.existingPublicKeyConfigMap -}}
{{- end -}}
{{- define "fairlead.busCaSecret" -}}
{{- default (printf "%s-bus-ca" (include "fairlead.fullname" .)) .Values.bus.existingCaSecret -}}
{{- end -}}
{{- define "fairlead.busRendezvousSecret" -}}
{{- default (printf "%s-bus-rendezvous" (include "fairlead.fullname" .)) .Values.bus.existingRendezvousSecret -}}
{{- end -}}
{{- define "fairlead.busRelaySecret" -}}
{{- default (printf "%s-bus-relay" (include "fairlead.fullname" .)) .Values.bus.existingRelaySecret -}}
{{- end -}}
{{- define "fairlead.adminSecret" -}}
{{- default (printf "%s-admin-token" (include "fairlead.fullname" .)) .Values.admin.existingSecret -}}
{{- end -}}
{{- define "fairlead.redisSecret" -}}
{{- default (printf "%s-redis" (include "fairlead.fullname" .)) .Values.redis.existingSecret -}}
{{- end -}}
{{/* What the Job makes besides the key, by name: it stays at uninstall. Nothing of what you gave. */}}
{{- define "fairlead.madeByJob" -}}
{{- $v := .Values -}}
{{- $made := list -}}
{{- if $v.init.enabled -}}
{{- if not (and $v.bus.existingRendezvousSecret $v.bus.existingRelaySecret) }}{{ if not $v.bus.existingCaSecret }}{{ $made = append $made (include "fairlead.busCaSecret" .) }}{{ end }}{{ end -}}
{{- if not $v.bus.existingRendezvousSecret }}{{ $made = append $made (include "fairlead.busRendezvousSecret" .) }}{{ end -}}
{{- if not $v.bus.existingRelaySecret }}{{ $made = append $made (include "fairlead.busRelaySecret" .) }}{{ end -}}
{{- if not $v.admin.existingSecret }}{{ $made = append $made (include "fairlead.adminSecret" .) }}{{ end -}}
{{- if and (eq $v.redis.mode "embedded") (not $v.redis.existingSecret) }}{{ $made = append $made (include "fairlead.redisSecret" .) }}{{ end -}}
{{- if not $v.key.existingPublicKeyConfigMap }}{{ $made = append $made (include "fairlead.publicKeyConfigMap" .) }}{{ end -}}
{{- end -}}
{{- join ", " $made -}}
{{- end -}}
{{- define "fairlead.tlsSecret" -}}
{{- default (printf "%s-tls" (include "fairlead.fullname" .)) .Values.ingress.tls.secretName -}}
{{- end -}}
