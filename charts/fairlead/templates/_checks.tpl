{{/* What cannot work is refused here, with the value to change [KU-32]. */}}
{{- define "fairlead.checks" -}}
{{- $v := .Values -}}
{{- if not $v.host }}{{ fail "host is empty: clients need a name (or address) to reach the rendezvous under; do: --set host=rd.example.com" }}{{ end -}}
{{- if not $v.image.repository }}{{ fail "image.repository is empty: there is no public registry; do: make image, push it to yours, and --set image.repository=registry.example.com/fairlead" }}{{ end -}}
{{- if contains "/" $v.host }}{{ fail (printf "host=%s is no name: do: give a name or an address, without scheme or path" $v.host) }}{{ end -}}
{{- include "fairlead.checkService" . -}}
{{- include "fairlead.checkPool" . -}}
{{- include "fairlead.checkRedis" . -}}
{{- include "fairlead.checkWeb" . -}}
{{- include "fairlead.checkNetworkPolicy" . -}}
{{- include "fairlead.checkTimes" . -}}
{{- if $v.capabilityChecks }}{{ include "fairlead.checkCapabilities" . }}{{ end -}}
{{- end -}}

{{- define "fairlead.checkService" -}}
{{- $s := .Values.service -}}
{{- if and (eq $s.mode "nodePort") (not $s.nodePorts.main) }}{{ fail "service.mode=nodePort without service.nodePorts.main: clients reckon the other ports by it; do: --set service.nodePorts.main=30116 (NAT test 30115, WebSocket 30118)" }}{{ end -}}
{{- if and $s.nodePorts.main (ne $s.mode "nodePort") }}{{ fail (printf "service.nodePorts.main counts with service.mode=nodePort only; do: set it to 0, or service.mode=nodePort (is %s)" $s.mode) }}{{ end -}}
{{- if $s.proxyProtocol.enabled }}
{{- if not $s.split }}{{ fail "service.proxyProtocol.enabled without service.split: PROXY protocol is for TCP, and UDP must come directly; do: --set service.split=true" }}{{ end -}}
{{- if not .Values.trustedProxies }}{{ fail "service.proxyProtocol.enabled without trustedProxies: nobody would be believed; do: set trustedProxies to the balancer's networks" }}{{ end -}}
{{- end -}}
{{- if and (eq $s.externalTrafficPolicy "Cluster") (not $s.proxyProtocol.enabled) }}{{ fail "service.externalTrafficPolicy=Cluster rewrites clients' addresses and ports, and then every session is relayed; do: leave it at Local, or set service.proxyProtocol.enabled" }}{{ end -}}
{{- end -}}

{{- define "fairlead.checkPool" -}}
{{- $p := .Values.relayPool -}}
{{- if $p.enabled -}}
{{- $e := $p.exposure -}}
{{- if and (eq $e.mode "gateway") (eq $e.gateway.kind "HTTPRoute") (not $e.gateway.parentRefs) }}{{ fail "relayPool.exposure.mode=gateway needs relayPool.exposure.gateway.parentRefs (the Gateways that the relays' HTTPRoutes belong to); do: set them, or relayPool.exposure.gateway.kind=Ingress" }}{{ end -}}
{{- if and $e.domain (has $e.mode (list "mesh" "sharedLoadBalancer" "gateway")) }}{{ fail (printf "relayPool.exposure.domain gives each relay a name, but with relayPool.exposure.mode=%s they share an address; do: set relayPool.exposure.host instead" $e.mode) }}{{ end -}}
{{- if ne (eq (toString $p.region.latitude) "") (eq (toString $p.region.longitude) "") }}{{ fail "relayPool.region.latitude and relayPool.region.longitude belong together; do: set both or none" }}{{ end -}}
{{- if and $p.tenants.allow $p.tenants.deny }}{{ fail "relayPool.tenants.allow and relayPool.tenants.deny exclude each other: who is not allowed is denied; do: keep one" }}{{ end -}}
{{- if gt (add (int $e.portBase) (mul 8 (add (int $p.replicas) 1))) 65535 }}{{ if eq $e.mode "sharedLoadBalancer" }}{{ fail "relayPool.exposure.portBase is too high: relay i has portBase + 4 i, and a roll-out needs as many again; do: lower it or relayPool.replicas" }}{{ end }}{{ end -}}
{{- end -}}
{{- end -}}

{{- define "fairlead.checkRedis" -}}
{{- $r := .Values.redis -}}
{{- if eq $r.mode "external" -}}
{{- if not $r.external.url }}{{ fail "redis.mode=external without redis.external.url; do: --set redis.external.url=redis://HOST:6379 (or redis+sentinel://, redis+cluster://, rediss for TLS)" }}{{ end -}}
{{- if regexMatch "://[^/@]*@" $r.external.url }}{{ fail "redis.external.url holds a user or password, which would be shown to everybody who may read this release; do: put passwords into redis.existingSecret, users into redis.external.users" }}{{ end -}}
{{- if and (or $r.external.users.rendezvous $r.external.users.relay $r.external.users.controller) (not $r.existingSecret) }}{{ fail "redis.external.users need passwords: set redis.existingSecret to a Secret with rendezvous-password, relay-password and controller-password, or make the users empty" }}{{ end -}}
{{- if and (or $r.external.tls.caSecret $r.external.tls.clientSecret) (not (hasPrefix "rediss" $r.external.url)) }}{{ fail "redis.external.tls counts with rediss://… only; do: write rediss in redis.external.url, or remove redis.external.tls" }}{{ end -}}
{{- else if $r.external.url }}{{ fail "redis.external.url is set, but redis.mode is embedded; do: --set redis.mode=external, or remove the url" }}
{{- end -}}
{{- end -}}

{{- define "fairlead.checkWeb" -}}
{{- $v := .Values -}}
{{- if and $v.httpRoute.enabled (not $v.httpRoute.parentRefs) }}{{ fail "httpRoute.enabled without httpRoute.parentRefs: a route belongs to a Gateway; do: set httpRoute.parentRefs to [{name: YOUR-GATEWAY}]" }}{{ end -}}
{{- if and $v.metrics.podMonitor.enabled $v.metrics.serviceMonitor.enabled }}{{ fail "metrics.podMonitor and metrics.serviceMonitor would count every pod twice; do: enable one" }}{{ end -}}
{{- if and $v.certManager.certificate.enabled (not $v.certManager.certificate.issuerRef.name) }}{{ fail "certManager.certificate.enabled without certManager.certificate.issuerRef.name; do: name your Issuer or ClusterIssuer" }}{{ end -}}
{{- if and $v.certManager.certificate.enabled (not $v.ingress.enabled) }}{{ fail "certManager.certificate is for ingress.host, but ingress.enabled is false (a Gateway's certificate is the Gateway's own); do: enable the Ingress, or disable the Certificate" }}{{ end -}}
{{- if and $v.certManager.bus (or $v.bus.existingRendezvousSecret $v.bus.existingRelaySecret) }}{{ fail "certManager.bus renews certificates that bus.existingRendezvousSecret or bus.existingRelaySecret says are yours; do: keep one of the two" }}{{ end -}}
{{- if and .Values.bus.existingRendezvousSecret (not .Values.bus.existingRelaySecret) }}{{ fail "bus.existingRendezvousSecret needs bus.existingRelaySecret: both roles trust one authority; do: set both or none" }}{{ end -}}
{{- if and .Values.bus.existingRelaySecret (not .Values.bus.existingRendezvousSecret) }}{{ fail "bus.existingRelaySecret needs bus.existingRendezvousSecret: both roles trust one authority; do: set both or none" }}{{ end -}}
{{- end -}}

{{- define "fairlead.hostNetworked" -}}
{{- if or (eq .Values.service.mode "hostNetwork") (and .Values.relayPool.enabled (eq .Values.relayPool.exposure.mode "hostNetwork")) }}true{{ end -}}
{{- end -}}
{{- define "fairlead.checkNetworkPolicy" -}}
{{- $n := .Values.networkPolicy -}}
{{- if and $n.enabled (include "fairlead.hostNetworked" .) (not $n.nodeCidrs) }}{{ fail "pods with the node's own network come from its address, which the NetworkPolicy must let in; do: set networkPolicy.nodeCidrs to your nodes' networks, or networkPolicy.enabled=false" }}{{ end -}}
{{- end -}}

{{- define "fairlead.checkTimes" -}}
{{- $needed := add (include "fairlead.readyDelay" . | int) (int .Values.rendezvous.drainSeconds) 20 -}}
{{- if lt (include "fairlead.rendezvousGrace" . | int) (int $needed) }}{{ fail (printf "rendezvous.terminationGracePeriodSeconds must be at least %d: ready delay, drain, and 20 s for requests that are held; do: raise it, or leave it empty" $needed) }}{{ end -}}
{{- end -}}

{{- define "fairlead.checkCapabilities" -}}
{{- $has := .Capabilities.APIVersions -}}
{{- $off := "or --set capabilityChecks=false where there is no cluster to ask" -}}
{{- if not .Values.crds.enabled }}{{ if not ($has.Has "fairlead.io/v1alpha1") }}{{ fail (printf "crds.enabled=false, but this cluster has no fairlead.io/v1alpha1; do: install charts/fairlead-crds first, or set crds.enabled=true, %s" $off) }}{{ end }}{{ end -}}
{{- if not ($has.Has "gateway.networking.k8s.io/v1/HTTPRoute") -}}
{{- if .Values.httpRoute.enabled }}{{ fail (printf "httpRoute.enabled=true, but this cluster has no HTTPRoute (gateway.networking.k8s.io/v1); do: install the Gateway API, or set httpRoute.enabled=false, %s" $off) }}{{ end -}}
{{- if .Values.controller.routes.httpRoutes }}{{ fail (printf "controller.routes.httpRoutes=true, but this cluster has no HTTPRoute (gateway.networking.k8s.io/v1); do: install the Gateway API, or set controller.routes.httpRoutes=false, %s" $off) }}{{ end -}}
{{- if include "fairlead.gatewayApi" . }}{{ fail (printf "relayPool.exposure.mode=gateway, but this cluster has no HTTPRoute (gateway.networking.k8s.io/v1); do: install the Gateway API, set relayPool.exposure.gateway.kind=Ingress, or choose another mode, %s" $off) }}{{ end -}}
{{- end -}}
{{- if not ($has.Has "monitoring.coreos.com/v1/PodMonitor") }}{{ if .Values.metrics.podMonitor.enabled }}{{ fail (printf "metrics.podMonitor.enabled=true, but this cluster has no PodMonitor (monitoring.coreos.com/v1); do: install the Prometheus operator, or set metrics.podMonitor.enabled=false, %s" $off) }}{{ end }}{{ end -}}
{{- if not ($has.Has "monitoring.coreos.com/v1/ServiceMonitor") }}{{ if .Values.metrics.serviceMonitor.enabled }}{{ fail (printf "metrics.serviceMonitor.enabled=true, but this cluster has no ServiceMonitor (monitoring.coreos.com/v1); do: install the Prometheus operator, or set metrics.serviceMonitor.enabled=false, %s" $off) }}{{ end }}{{ end -}}
{{- if not ($has.Has "cert-manager.io/v1/Certificate") -}}
{{- if .Values.certManager.bus }}{{ fail (printf "certManager.bus=true, but this cluster has no Certificate (cert-manager.io/v1); do: install cert-manager, or set certManager.bus=false: the controller renews by itself, %s" $off) }}{{ end -}}
{{- if .Values.certManager.certificate.enabled }}{{ fail (printf "certManager.certificate.enabled=true, but this cluster has no Certificate (cert-manager.io/v1); do: install cert-manager, or set certManager.certificate.enabled=false, %s" $off) }}{{ end -}}
{{- end -}}
{{- end -}}

{{/* Whether the controller makes HTTPRoutes. */}}
{{- define "fairlead.gatewayApi" -}}
{{- $p := .Values.relayPool -}}
{{- if or .Values.controller.routes.httpRoutes (and $p.enabled (eq $p.exposure.mode "gateway") (eq $p.exposure.gateway.kind "HTTPRoute")) }}true{{ end -}}
{{- end -}}
{{/* Whether it makes Ingresses. */}}
{{- define "fairlead.poolIngresses" -}}
{{- $p := .Values.relayPool -}}
{{- if or .Values.controller.routes.ingresses (and $p.enabled (eq $p.exposure.mode "gateway") (eq $p.exposure.gateway.kind "Ingress")) }}true{{ end -}}
{{- end -}}
