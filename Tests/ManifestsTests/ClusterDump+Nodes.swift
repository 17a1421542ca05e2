extension ClusterDump {
    static let nodes = """
        - apiVersion: v1
          kind: Node
          metadata:
            annotations:
              csi.volume.kubernetes.io/nodeid: '{"csi.example.com":"i-0a1b2c3d4e5f60718"}'
              kubeadm.alpha.kubernetes.io/cri-socket: unix:///run/containerd/containerd.sock
              node.alpha.kubernetes.io/ttl: "0"
              projectcalico.org/IPv4Address: 10.20.1.17/24
              volumes.kubernetes.io/controller-managed-attach-detach: "true"
            creationTimestamp: "2026-10-01T07:55:00Z"
            labels:
              beta.kubernetes.io/arch: amd64
              beta.kubernetes.io/os: linux
              kubernetes.io/arch: amd64
              kubernetes.io/hostname: ip-10-20-1-17
              kubernetes.io/os: linux
              node-role.kubernetes.io/worker: ""
              node.kubernetes.io/instance-type: m5.large
              topology.kubernetes.io/region: eu-west-1
              topology.kubernetes.io/zone: eu-west-1a
            name: ip-10-20-1-17.eu-west-1.compute.internal
            resourceVersion: "90412"
            uid: 6f0d2b52-0f1b-4f0b-8a9f-9a1c2d3e4f06
          spec:
            podCIDR: 10.244.1.0/24
            podCIDRs:
            - 10.244.1.0/24
            - fd00:10:244:1::/64
            providerID: aws:///eu-west-1a/i-0a1b2c3d4e5f60718
            taints:
            - effect: NoSchedule
              key: example.com/dedicated
              timeAdded: "2026-10-01T07:56:00Z"
              value: web
            unschedulable: true
          status:
            addresses:
            - address: 10.20.1.17
              type: InternalIP
            - address: 198.51.100.17
              type: ExternalIP
            - address: fd00:20:1::11
              type: InternalIP
            - address: ip-10-20-1-17.eu-west-1.compute.internal
              type: InternalDNS
            - address: ip-10-20-1-17.eu-west-1.compute.internal
              type: Hostname
            - address: ec2-198-51-100-17.eu-west-1.compute.example.com
              type: ExternalDNS
            allocatable:
              cpu: 1930m
              ephemeral-storage: "18242267924"
              hugepages-1Gi: "0"
              hugepages-2Mi: "0"
              memory: 7291516Ki
              pods: "29"
            capacity:
              cpu: "2"
              ephemeral-storage: 20959212Ki
              hugepages-1Gi: "0"
              hugepages-2Mi: "0"
              memory: 7981692Ki
              pods: "29"
            conditions:
            - lastHeartbeatTime: "2026-10-01T07:56:30Z"
              lastTransitionTime: "2026-10-01T07:56:30Z"
              message: Calico is running on this node
              reason: CalicoIsUp
              status: "False"
              type: NetworkUnavailable
            - lastHeartbeatTime: "2026-10-01T08:20:11Z"
              lastTransitionTime: "2026-10-01T07:55:21Z"
              message: kubelet is posting ready status
              reason: KubeletReady
              status: "True"
              type: Ready
            config: {}
            daemonEndpoints:
              kubeletEndpoint:
                Port: 10250
            declaredFeatures:
            - GuaranteedQoSPodCPUResize
            features:
              supplementalGroupsPolicy: true
            images:
            - names:
              - registry.k8s.io/pause@sha256:7031c1b283388d2c2e09b57badb803c05ebed362dc88d84b480cc47f72a21097
              - registry.k8s.io/pause:3.10
              sizeBytes: 320368
            nodeInfo:
              architecture: amd64
              bootID: 3b9d1c52-7e1f-4b7a-8c2d-1a2b3c4d5e6f
              containerRuntimeVersion: containerd://2.1.4
              kernelVersion: 6.12.48+deb13-amd64
              kubeProxyVersion: ""
              kubeletVersion: v1.37.0
              machineID: ec2c1d2e3f4a5b6c7d8e9f0a1b2c3d4e
              operatingSystem: linux
              osImage: Debian GNU/Linux 13 (trixie)
              swap:
                capacity: 1073737728
              systemUUID: ec2c1d2e-3f4a-5b6c-7d8e-9f0a1b2c3d4e
            runtimeHandlers:
            - features:
                recursiveReadOnlyMounts: true
                userNamespaces: true
              name: ""
            volumesAttached:
            - devicePath: ""
              name: kubernetes.io/csi/csi.example.com^vol-0a1b
            volumesInUse:
            - kubernetes.io/csi/csi.example.com^vol-0a1b

        """

    static let serviceImports = """
        - apiVersion: multicluster.x-k8s.io/v1alpha1
          kind: ServiceImport
          metadata:
            annotations:
              multicluster.kubernetes.io/derived-service: derived-3kq0u5u8q1
            creationTimestamp: "2026-10-01T08:05:00Z"
            finalizers:
            - serviceimport.example.com/cleanup
            generation: 2
            name: web
            namespace: webshop
            resourceVersion: "801"
            uid: 8b7c6d5e-4f3a-4b2c-9d1e-0f1a2b3c4d5e
          spec:
            ipFamilies:
            - IPv4
            ips:
            - 10.42.42.42
            ports:
            - appProtocol: http
              name: http
              port: 80
              protocol: TCP
            sessionAffinity: ClientIP
            sessionAffinityConfig:
              clientIP:
                timeoutSeconds: 10800
            type: ClusterSetIP
          status:
            clusters:
            - cluster: east
            - cluster: west
            conditions:
            - lastTransitionTime: "2026-10-01T08:05:01Z"
              message: ""
              reason: Ready
              status: "True"
              type: Ready
        - addressType: IPv4
          apiVersion: discovery.k8s.io/v1
          endpoints:
          - addresses:
            - 10.245.3.9
            conditions:
              ready: true
              serving: true
              terminating: false
            nodeName: east-worker
            zone: us-east-1b
          kind: EndpointSlice
          metadata:
            creationTimestamp: "2026-10-01T08:05:02Z"
            generation: 1
            labels:
              endpointslice.kubernetes.io/managed-by: endpointslice-mesh-controller.example.com
              kubernetes.io/service-name: derived-3kq0u5u8q1
              multicluster.kubernetes.io/service-name: web
              multicluster.kubernetes.io/source-cluster: east
            name: derived-3kq0u5u8q1-5x2q9
            namespace: webshop
            resourceVersion: "802"
            uid: 9c8d7e6f-5a4b-4c3d-8e2f-1a0b9c8d7e6f
          ports:
          - appProtocol: http
            name: http
            port: 8080
            protocol: TCP

        """
}
