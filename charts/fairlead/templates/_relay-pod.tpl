{{/* The base of every relay pod; the controller adds what is per relay. Begins with the image, in the first quotes: kustomize replaces it there. */}}
{{- define "fairlead.relayPod" -}}
{{- $v := .Values.relay -}}
spec:
  containers:
    - image: {{ include "fairlead.image" . | quote }}
      name: relay
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      workingDir: /data
      args:
        - relay
        - --managed
        {{- include "fairlead.nodeArgs" (dict "root" . "user" "relay") | nindent 8 }}
        - --drain-seconds=35
        - {{ printf "--rust-log=%v" ($v.logLevel) | quote }}
        {{- with toString $v.singleBandwidth }}
        - {{ printf "--single-bandwidth=%v" (.) | quote }}
        {{- end }}
        {{- with $v.otlpEndpoint }}
        - {{ printf "--otlp-endpoint=%v" (.) | quote }}
        {{- end }}
        {{- with $v.extraArgs }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      env:
        # The public half; no relay has the other.
        - name: KEY
          valueFrom: {configMapKeyRef: {name: {{ include "fairlead.publicKeyConfigMap" . }}, key: id_ed25519.pub}}
        {{- with $v.extraEnv }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      ports:
        - {name: ops, containerPort: 9090, protocol: TCP}
        - {name: bus, containerPort: 9092, protocol: TCP}
      {{- include "fairlead.probes" (dict "period" 5) | nindent 6 }}
      {{- include "fairlead.containerSecurity" . | nindent 6 }}
      resources:
        {{- toYaml $v.resources | nindent 8 }}
      volumeMounts:
        {{- include "fairlead.tmpMounts" . | nindent 8 }}
        - {name: bus, mountPath: /etc/fairlead/bus, readOnly: true}
        {{- with include "fairlead.redisMounts" (dict "root" . "user" "relay") | trim }}{{ . | nindent 8 }}{{ end }}
        {{- with $v.extraVolumeMounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
  serviceAccountName: {{ include "fairlead.serviceAccountName" (dict "root" . "component" "relay") }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  restartPolicy: Always
  terminationGracePeriodSeconds: 60
  {{- with include "fairlead.pullSecrets" . | trim }}{{ . | nindent 2 }}{{ end }}
  {{- include "fairlead.podSecurity" . | nindent 2 }}
  {{- $spread := include "fairlead.spread" (dict "root" . "component" "relay" "given" $v.topologySpreadConstraints "revision" false) | fromYamlArray }}
  {{- with include "fairlead.placement" (dict "values" $v "spread" $spread) | trim }}{{ . | nindent 2 }}{{ end }}
  volumes:
    {{- include "fairlead.tmpVolumes" . | nindent 4 }}
    - name: bus
      secret: {secretName: {{ include "fairlead.busRelaySecret" . }}, defaultMode: 288}
    {{- with include "fairlead.redisVolumes" (dict "root" . "user" "relay") | trim }}{{ . | nindent 4 }}{{ end }}
    {{- with $v.extraVolumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
metadata:
  {{- include "fairlead.podMetadata" (dict "root" . "component" "relay" "values" $v "ops" true) | nindent 2 }}
{{- end -}}
