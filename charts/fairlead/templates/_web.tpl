{{/* Annotations that let a silent WebSocket live, in the words of the ingress controller. */}}
{{- define "fairlead.ingressTimeouts" -}}
{{- $seconds := int .Values.ingress.idleTimeoutSeconds -}}
{{- $words := dict
  "nginx" (dict "nginx.ingress.kubernetes.io/proxy-read-timeout" (toString $seconds) "nginx.ingress.kubernetes.io/proxy-send-timeout" (toString $seconds))
  "haproxy" (dict "haproxy.org/timeout-tunnel" (printf "%ds" $seconds))
  "haproxy-ingress" (dict "haproxy-ingress.github.io/timeout-tunnel" (printf "%ds" $seconds))
  "alb" (dict "alb.ingress.kubernetes.io/load-balancer-attributes" (printf "idle_timeout.timeout_seconds=%d" (min $seconds 4000)) "alb.ingress.kubernetes.io/target-type" "ip")
-}}
{{- toYaml (default (dict) (get $words .Values.ingress.controller)) -}}
{{- end -}}
