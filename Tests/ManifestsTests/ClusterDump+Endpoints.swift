extension ClusterDump {
    static let pods = """
        - apiVersion: v1
          kind: Pod
          metadata:
            annotations:
              cni.projectcalico.org/podIP: 10.244.1.17/32
            creationTimestamp: "2026-10-01T08:01:00Z"
            generateName: web-7d4b9c6f5d-
            generation: 1
            labels:
              app.kubernetes.io/name: web
              pod-template-hash: 7d4b9c6f5d
            name: web-7d4b9c6f5d-x2x7q
            namespace: webshop
            ownerReferences:
            - apiVersion: apps/v1
              blockOwnerDeletion: true
              controller: true
              kind: ReplicaSet
              name: web-7d4b9c6f5d
              uid: 51d5d4a2-3c66-4a5e-bb6c-2b6f7d0e1a04
            resourceVersion: "733"
            uid: 9a3d1d2e-6f1b-4f52-a4f1-0d1c9b7d5e05
          spec:
            affinity:
              podAntiAffinity:
                preferredDuringSchedulingIgnoredDuringExecution:
                - podAffinityTerm:
                    labelSelector:
                      matchLabels:
                        app.kubernetes.io/name: web
                    topologyKey: kubernetes.io/hostname
                  weight: 100
            automountServiceAccountToken: false
            containers:
            - args: ["--listen", "[::]:8080"]
              env:
              - name: POD_IP
                valueFrom:
                  fieldRef:
                    apiVersion: v1
                    fieldPath: status.podIP
              image: registry.example.com/shop/web:1.4.2
              imagePullPolicy: IfNotPresent
              lifecycle:
                preStop:
                  sleep:
                    seconds: 5
              livenessProbe:
                failureThreshold: 3
                httpGet:
                  path: /healthz
                  port: http
                  scheme: HTTP
                periodSeconds: 10
                successThreshold: 1
                timeoutSeconds: 1
              name: web
              ports:
              - containerPort: 8080
                name: http
                protocol: TCP
              - containerPort: 8443
                hostIP: 0.0.0.0
                hostPort: 8443
                name: https
                protocol: TCP
              readinessProbe:
                grpc:
                  port: 9090
                  service: ""
              resizePolicy:
              - resourceName: cpu
                restartPolicy: NotRequired
              resources:
                limits:
                  memory: 128Mi
                requests:
                  cpu: 100m
              securityContext:
                allowPrivilegeEscalation: false
                capabilities:
                  drop:
                  - ALL
              startupProbe:
                tcpSocket:
                  port: http
              terminationMessagePath: /dev/termination-log
              terminationMessagePolicy: File
              volumeMounts:
              - mountPath: /etc/web
                name: config
                readOnly: true
                recursiveReadOnly: Disabled
            dnsConfig:
              options:
              - name: ndots
                value: "2"
            dnsPolicy: ClusterFirst
            enableServiceLinks: true
            ephemeralContainers:
            - image: busybox:1.37
              imagePullPolicy: IfNotPresent
              name: debugger-6xk2p
              resources: {}
              stdin: true
              targetContainerName: web
              terminationMessagePath: /dev/termination-log
              terminationMessagePolicy: File
              tty: true
            hostname: web-0
            initContainers:
            - image: registry.example.com/shop/proxy:2
              name: proxy
              ports:
              - containerPort: 15090
                name: http-envoy-prom
                protocol: TCP
              restartPolicy: Always
            nodeName: node-a
            nodeSelector:
              kubernetes.io/os: linux
            preemptionPolicy: PreemptLowerPriority
            priority: 0
            readinessGates:
            - conditionType: example.com/registered
            restartPolicy: Always
            schedulerName: default-scheduler
            securityContext: {}
            serviceAccount: default
            serviceAccountName: default
            subdomain: web-headless
            terminationGracePeriodSeconds: 30
            tolerations:
            - effect: NoExecute
              key: node.kubernetes.io/not-ready
              operator: Exists
              tolerationSeconds: 300
            topologySpreadConstraints:
            - maxSkew: 1
              topologyKey: topology.kubernetes.io/zone
              whenUnsatisfiable: ScheduleAnyway
            volumes:
            - configMap:
                defaultMode: 420
                name: web
              name: config
          status:
            conditions:
            - lastProbeTime: null
              lastTransitionTime: "2026-10-01T08:01:02Z"
              observedGeneration: 1
              status: "True"
              type: PodReadyToStartContainers
            - lastProbeTime: null
              lastTransitionTime: "2026-10-01T08:01:04Z"
              message: ""
              reason: ""
              status: "True"
              type: Ready
            containerStatuses:
            - allocatedResources:
                cpu: 100m
              containerID: containerd://7f0a
              image: registry.example.com/shop/web:1.4.2
              imageID: registry.example.com/shop/web@sha256:0f1e
              lastState: {}
              name: web
              ready: true
              resources:
                requests:
                  cpu: 100m
              restartCount: 0
              started: true
              state:
                running:
                  startedAt: "2026-10-01T08:01:03Z"
              user:
                linux:
                  gid: 0
                  supplementalGroups: [0]
                  uid: 0
              volumeMounts:
              - mountPath: /etc/web
                name: config
            ephemeralContainerStatuses:
            - image: busybox:1.37
              name: debugger-6xk2p
              ready: false
              restartCount: 0
              state: {}
            hostIP: 192.168.1.10
            hostIPs:
            - ip: 192.168.1.10
            - ip: 2001:db8::10
            initContainerStatuses:
            - name: proxy
              ready: true
              restartCount: 0
            observedGeneration: 1
            phase: Running
            podIP: 10.244.1.17
            podIPs:
            - ip: 10.244.1.17
            - ip: fd00:10:244:1::11
            qosClass: Burstable
            startTime: "2026-10-01T08:01:00Z"
        - apiVersion: v1
          kind: Pod
          metadata:
            generateName: migrate-
            labels:
              batch.kubernetes.io/job-name: migrate
            name: migrate-28x9k
            namespace: webshop
          spec:
            containers:
            - name: migrate
              image: registry.example.com/shop/migrate:1.4.2
            hostNetwork: true
            restartPolicy: Never
          status:
            hostIP: 192.168.1.10
            phase: Succeeded
            podIP: 192.168.1.10
            podIPs:
            - ip: 192.168.1.10
            reason: Completed

        """

    static let slices = """
        - addressType: IPv4
          apiVersion: discovery.k8s.io/v1
          endpoints:
          - addresses:
            - 10.244.1.17
            conditions:
              ready: true
              serving: true
              terminating: false
            hints:
              forNodes:
              - name: node-a
              forZones:
              - name: zone-a
            nodeName: node-a
            targetRef:
              kind: Pod
              name: web-7d4b9c6f5d-x2x7q
              namespace: webshop
              uid: 9a3d1d2e-6f1b-4f52-a4f1-0d1c9b7d5e05
            zone: zone-a
          kind: EndpointSlice
          metadata:
            annotations:
              endpoints.kubernetes.io/last-change-trigger-time: "2026-10-01T08:01:04Z"
            creationTimestamp: "2026-10-01T08:00:01Z"
            generateName: web-
            generation: 7
            labels:
              endpointslice.kubernetes.io/managed-by: endpointslice-controller.k8s.io
              kubernetes.io/service-name: web
            name: web-9sx4d
            namespace: webshop
            ownerReferences:
            - apiVersion: v1
              blockOwnerDeletion: true
              controller: true
              kind: Service
              name: web
              uid: 4b1b7f4e-9f5e-4a4e-8c63-6a6f2d2f6f01
          ports:
          - appProtocol: http
            name: http
            port: 8080
            protocol: TCP
          - name: metrics
            port: 9090
            protocol: TCP
        - addressType: IPv4
          apiVersion: discovery.k8s.io/v1
          endpoints:
          - addresses:
            - 10.244.1.17
            conditions: {}
            deprecatedTopology:
              kubernetes.io/hostname: node-a
            hostname: web-0
          kind: EndpointSlice
          metadata:
            labels:
              kubernetes.io/service-name: web-headless
              service.kubernetes.io/headless: ""
            name: web-headless-b7rxw
            namespace: webshop
          ports:
          - name: http
            port: 8080
            protocol: TCP
        - addressType: IPv4
          apiVersion: discovery.k8s.io/v1
          endpoints: null
          kind: EndpointSlice
          metadata:
            labels:
              kubernetes.io/service-name: edge
            name: edge-5c2lm
            namespace: webshop
          ports: null

        """

    static let endpoints = """
        - apiVersion: v1
          kind: Endpoints
          metadata:
            annotations:
              endpoints.kubernetes.io/last-change-trigger-time: "2026-10-01T08:01:04Z"
            labels:
              endpoints.kubernetes.io/managed-by: endpoint-controller
            name: web
            namespace: webshop
          subsets:
          - addresses:
            - ip: 10.244.1.17
              nodeName: node-a
              targetRef:
                kind: Pod
                name: web-7d4b9c6f5d-x2x7q
                namespace: webshop
                uid: 9a3d1d2e-6f1b-4f52-a4f1-0d1c9b7d5e05
            ports:
            - name: http
              port: 8080
              protocol: TCP
        kind: List
        metadata:
          resourceVersion: ""

        """
}
