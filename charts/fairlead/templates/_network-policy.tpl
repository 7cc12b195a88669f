{{/* Health and metrics. (dict "from" LIST "anywhere" bool) */}}
{{- define "fairlead.opsRule" -}}
- ports: [{port: 9090, protocol: TCP}]
  {{- if not .anywhere }}
  from:
    {{- toYaml .from | nindent 4 }}
  {{- end }}
{{- end -}}

{{- define "fairlead.redisRule" -}}
{{- if eq .root.Values.redis.mode "embedded" -}}
- ports: [{port: 6379, protocol: TCP}]
  to:
    - {{- toYaml .redis | nindent 6 }}
{{- else -}}
- ports:
    {{- range .root.Values.networkPolicy.redisPorts }}
    - {port: {{ . }}, protocol: TCP}
    {{- end }}
{{- end -}}
{{- end -}}

{{- define "fairlead.apiServerRule" -}}
- ports:
    {{- range .Values.networkPolicy.apiServerPorts }}
    - {port: {{ . }}, protocol: TCP}
    {{- end }}
{{- end -}}

{{/* Every port under which a relay may be published: its own, node ports, those of a shared balancer (the range behind portBase), 443 of a gateway. */}}
{{- define "fairlead.relayPorts" -}}
{{- $relay := int .Values.relayPool.exposure.ports.tcp -}}
{{- $range := splitList "-" .Values.controller.nodePortRange -}}
- {port: 443, protocol: TCP}
- {port: {{ $relay }}, protocol: TCP}
- {port: {{ add $relay 2 }}, protocol: TCP}
- {port: {{ index $range 0 }}, endPort: {{ index $range 1 }}, protocol: TCP}
{{- if eq .Values.relayPool.exposure.mode "sharedLoadBalancer" }}
- {port: {{ .Values.relayPool.exposure.portBase }}, endPort: {{ min 65535 (add .Values.relayPool.exposure.portBase 4000) }}, protocol: TCP}
{{- end }}
{{- end -}}
