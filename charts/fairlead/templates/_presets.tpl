{{/* What is known of a cloud's balancer, out of its vendor's documents. annotations: of Services in front of clients; class: loadBalancerClass; readyDelaySeconds; proxy: what turns PROXY protocol on. */}}
{{- define "fairlead.presets" -}}
generic: {readyDelaySeconds: 30}
aws-nlb-ip:
  # Deregistration takes 120 s and more, in which new flows still arrive.
  readyDelaySeconds: 150
  class: service.k8s.aws/nlb
  opsFromAnywhere: true
  annotations:
    service.beta.kubernetes.io/aws-load-balancer-scheme: internet-facing
    service.beta.kubernetes.io/aws-load-balancer-nlb-target-type: ip
    service.beta.kubernetes.io/aws-load-balancer-enable-tcp-udp-listener: "true"
    service.beta.kubernetes.io/aws-load-balancer-target-group-attributes: preserve_client_ip.enabled=true,deregistration_delay.timeout_seconds=120
    service.beta.kubernetes.io/aws-load-balancer-healthcheck-protocol: http
    service.beta.kubernetes.io/aws-load-balancer-healthcheck-port: "9090"
    service.beta.kubernetes.io/aws-load-balancer-healthcheck-path: /readyz
    service.beta.kubernetes.io/aws-load-balancer-healthcheck-interval: "10"
  proxy:
    service.beta.kubernetes.io/aws-load-balancer-proxy-protocol: "*"
aws-nlb-instance:
  readyDelaySeconds: 60
  class: service.k8s.aws/nlb
  annotations:
    service.beta.kubernetes.io/aws-load-balancer-scheme: internet-facing
    service.beta.kubernetes.io/aws-load-balancer-nlb-target-type: instance
    service.beta.kubernetes.io/aws-load-balancer-enable-tcp-udp-listener: "true"
    service.beta.kubernetes.io/aws-load-balancer-target-group-attributes: preserve_client_ip.enabled=true
  proxy:
    service.beta.kubernetes.io/aws-load-balancer-proxy-protocol: "*"
gke:
  readyDelaySeconds: 30
  annotations:
    cloud.google.com/l4-rbs: enabled
aks:
  readyDelaySeconds: 30
  annotations:
    service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout: "30"
digitalocean:
  readyDelaySeconds: 45
  annotations:
    service.beta.kubernetes.io/do-loadbalancer-type: REGIONAL_NETWORK
  proxy:
    service.beta.kubernetes.io/do-loadbalancer-enable-proxy-protocol: "true"
oci:
  readyDelaySeconds: 30
  annotations:
    oci.oraclecloud.com/load-balancer-type: nlb
    oci-network-load-balancer.oraclecloud.com/is-preserve-source: "true"
metallb:
  readyDelaySeconds: 30
  shared: metallb.io/allow-shared-ip
{{- end -}}

{{- define "fairlead.preset" -}}
{{- toYaml (index (include "fairlead.presets" . | fromYaml) .Values.service.preset) -}}
{{- end -}}

{{- define "fairlead.readyDelay" -}}
{{- $given := toString .Values.rendezvous.readyDelaySeconds -}}
{{- if $given -}}{{ $given }}{{- else -}}{{ (include "fairlead.preset" . | fromYaml).readyDelaySeconds }}{{- end -}}
{{- end -}}

{{/* Ready delay, then the drain, then 18 s for requests that are held, and some for the kernel [KU-34]. The namespace's deletion ends pods after 5 s and looks again 6 s and half of it later; it is to find them gone, and to be over within the minute [KU-10]. */}}
{{- define "fairlead.rendezvousGrace" -}}
{{- $given := toString .Values.rendezvous.terminationGracePeriodSeconds -}}
{{- if $given -}}{{ $given }}{{- else -}}{{- $open := add (include "fairlead.readyDelay" . | int) (int .Values.rendezvous.drainSeconds) -}}
{{ max (add $open 40) (add $open $open 6) }}{{- end -}}
{{- end -}}
