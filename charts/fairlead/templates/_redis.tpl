{{- define "fairlead.redisUrl" -}}
{{- if eq .Values.redis.mode "embedded" -}}
redis://{{ include "fairlead.fullname" . }}-redis:6379
{{- else -}}
{{- .Values.redis.external.url -}}
{{- end -}}
{{- end -}}

{{- define "fairlead.redisUser" -}}
{{- if eq .root.Values.redis.mode "embedded" -}}
fairlead-{{ .user }}
{{- else -}}
{{- index .root.Values.redis.external.users .user -}}
{{- end -}}
{{- end -}}

{{/* (dict "root" $ "user" "relay") */}}
{{- define "fairlead.redisArgs" -}}
{{- $external := eq .root.Values.redis.mode "external" -}}
- {{ printf "--redis=%v" (include "fairlead.redisUrl" .root) | quote }}
- {{ printf "--redis-prefix=%v" (.root.Values.redis.prefix) | quote }}
{{- with include "fairlead.redisUser" . }}
- {{ printf "--redis-user=%v" (.) | quote }}
- {{ printf "--redis-password-file=/etc/fairlead/redis/%v-password" ($.user) | quote }}
{{- end }}
{{- if and $external .root.Values.redis.external.tls.caSecret }}
- --redis-ca=/etc/fairlead/redis-ca/ca.crt
{{- end }}
{{- if and $external .root.Values.redis.external.tls.clientSecret }}
- --redis-cert=/etc/fairlead/redis-client/tls.crt
- --redis-key=/etc/fairlead/redis-client/tls.key
{{- end }}
{{- end -}}

{{/* A pod holds its own user's password and no other's. */}}
{{- define "fairlead.redisVolumes" -}}
{{- $tls := .root.Values.redis.external.tls -}}
{{- if include "fairlead.redisUser" . }}
- name: redis
  secret:
    secretName: {{ include "fairlead.redisSecret" .root }}
    defaultMode: 288
    items:
      - {key: {{ .user }}-password, path: {{ .user }}-password}
{{- end }}
{{- if eq .root.Values.redis.mode "external" }}
{{- with $tls.caSecret }}
- name: redis-ca
  secret: {secretName: {{ . }}, defaultMode: 288, items: [{key: ca.crt, path: ca.crt}]}
{{- end }}
{{- with $tls.clientSecret }}
- name: redis-client
  secret: {secretName: {{ . }}, defaultMode: 288}
{{- end }}
{{- end }}
{{- end -}}
{{- define "fairlead.redisMounts" -}}
{{- $tls := .root.Values.redis.external.tls -}}
{{- if include "fairlead.redisUser" . }}
- {name: redis, mountPath: /etc/fairlead/redis, readOnly: true}
{{- end }}
{{- if eq .root.Values.redis.mode "external" }}
{{- if $tls.caSecret }}
- {name: redis-ca, mountPath: /etc/fairlead/redis-ca, readOnly: true}
{{- end }}
{{- if $tls.clientSecret }}
- {name: redis-client, mountPath: /etc/fairlead/redis-client, readOnly: true}
{{- end }}
{{- end }}
{{- end -}}
