{{/* Restricted Pod Security: no root, no capabilities, read-only root, seccomp [KU-33]. */}}
{{- define "fairlead.podSecurity" -}}
securityContext:
  runAsNonRoot: true
  runAsUser: 65532
  runAsGroup: 65532
  fsGroup: 65532
  seccompProfile:
    type: RuntimeDefault
{{- end -}}
{{- define "fairlead.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end -}}

{{/* Where a pod runs. (dict "root" $ "values" .Values.C "spread" LIST "affinity" OBJECT) */}}
{{- define "fairlead.placement" -}}
{{- with .values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with default .affinity .values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .spread }}
topologySpreadConstraints:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end -}}

{{/* Over nodes and zones, so that Local traffic finds a pod behind every node. (dict "root" $ "component" C "given" LIST "revision" bool) */}}
{{- define "fairlead.spread" -}}
{{- if .given -}}
{{- toYaml .given -}}
{{- else -}}
{{- $own := . -}}
{{- range list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
- maxSkew: 1
  topologyKey: {{ . }}
  whenUnsatisfiable: ScheduleAnyway
  labelSelector:
    matchLabels:
      {{- include "fairlead.selector" $own | nindent 6 }}
  {{- if $own.revision }}
  matchLabelKeys: [pod-template-hash]
  {{- end }}
{{- end }}
{{- end -}}
{{- end -}}

{{/* Probes of a pod of ours. */}}
{{- define "fairlead.probes" -}}
startupProbe:
  httpGet: {path: /livez, port: ops}
  periodSeconds: 2
  failureThreshold: 60
livenessProbe:
  httpGet: {path: /livez, port: ops}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet: {path: /readyz, port: ops}
  periodSeconds: {{ .period }}
  timeoutSeconds: 3
  failureThreshold: 2
{{- end -}}

{{/* Files of Secrets: 288 is 0440, for what reads YAML 1.2 takes 0440 for a decimal number. */}}
{{- define "fairlead.tmpVolumes" -}}
- name: data
  emptyDir: {sizeLimit: 256Mi}
- name: tmp
  emptyDir: {sizeLimit: 64Mi}
{{- end -}}
{{- define "fairlead.tmpMounts" -}}
- {name: data, mountPath: /data}
- {name: tmp, mountPath: /tmp}
{{- end -}}

{{- define "fairlead.podEnv" -}}
- name: POD_NAME
  valueFrom: {fieldRef: {fieldPath: metadata.name}}
- name: POD_NAMESPACE
  valueFrom: {fieldRef: {fieldPath: metadata.namespace}}
- name: POD_IP
  valueFrom: {fieldRef: {fieldPath: status.podIP}}
{{- end -}}

{{/* An authority of yours, for whoever dials relays by wss. */}}
{{- define "fairlead.trustEnv" -}}
{{- with .Values.trustedCa }}{{ if .configMap }}
- {name: NODE_EXTRA_CA_CERTS, value: {{ printf "/etc/fairlead/trusted-ca/%s" .key | quote }}}
{{- end }}{{ end }}
{{- end -}}
{{- define "fairlead.trustMounts" -}}
{{- if .Values.trustedCa.configMap }}
- {name: trusted-ca, mountPath: /etc/fairlead/trusted-ca, readOnly: true}
{{- end }}
{{- end -}}
{{- define "fairlead.trustVolumes" -}}
{{- with .Values.trustedCa.configMap }}
- name: trusted-ca
  configMap: {name: {{ . }}}
{{- end }}
{{- end -}}

{{/* Where health and metrics listen: every address of the first family. */}}
{{- define "fairlead.anyAddress" -}}
{{- if and .Values.ipFamilies (eq (first .Values.ipFamilies) "IPv6") -}}::{{- else -}}0.0.0.0{{- end -}}
{{- end -}}

{{- define "fairlead.ipFamilies" -}}
{{- with .Values.ipFamilyPolicy }}
ipFamilyPolicy: {{ . }}
{{- end }}
{{- with .Values.ipFamilies }}
ipFamilies: {{ toJson . }}
{{- end }}
{{- end -}}

{{/* What rendezvous nodes and relays know of each other. (dict "root" $ "user" "rendezvous") */}}
{{- define "fairlead.nodeArgs" -}}
- --data-dir=/data
{{ include "fairlead.redisArgs" . }}
- --bus=9092
- --bus-cert=/etc/fairlead/bus/tls.crt
- --bus-key=/etc/fairlead/bus/tls.key
- --bus-ca=/etc/fairlead/bus/ca.crt
- {{ printf "--ops-bind=%v" (include "fairlead.anyAddress" .root) | quote }}
- --ops-port=9090
{{- if .root.Values.tenants.enabled }}
- --tenants=store
{{- end }}
{{- with .root.Values.trustedProxies }}
- {{ printf "--trusted-proxies=%v" (join "," .) | quote }}
{{- end }}
{{- end -}}
