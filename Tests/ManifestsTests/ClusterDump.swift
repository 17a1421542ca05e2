/// A list as `kubectl get namespaces,services,nodes,serviceimports,pods,endpointslices,endpoints -o yaml` writes one.
enum ClusterDump {
    static let text = namespace + services + nodes + serviceImports + pods + slices + endpoints

    private static let namespace = """
        apiVersion: v1
        items:
        - apiVersion: v1
          kind: Namespace
          metadata:
            annotations:
              kubectl.kubernetes.io/last-applied-configuration: |
                {"apiVersion":"v1","kind":"Namespace","metadata":{"annotations":{},"name":"webshop"}}
            creationTimestamp: "2026-10-01T08:00:00Z"
            labels:
              kubernetes.io/metadata.name: webshop
            name: webshop
            resourceVersion: "412"
            uid: 0d6f0a36-46a8-4f1e-9a55-0d4c6c1c2f10
          spec:
            finalizers:
            - kubernetes
          status:
            phase: Active

        """

    private static let services = """
        - apiVersion: v1
          kind: Service
          metadata:
            annotations:
              kubectl.kubernetes.io/last-applied-configuration: |
                {"apiVersion":"v1","kind":"Service","metadata":{"name":"web","namespace":"webshop"},"spec":{"ports":[{"port":80}]}}
              meta.helm.sh/release-name: web
            creationTimestamp: "2026-10-01T08:00:01Z"
            labels:
              app.kubernetes.io/managed-by: Helm
              app.kubernetes.io/name: web
            managedFields:
            - apiVersion: v1
              fieldsType: FieldsV1
              fieldsV1:
                f:metadata:
                  f:annotations:
                    .: {}
                    f:kubectl.kubernetes.io/last-applied-configuration: {}
                f:spec:
                  f:ports:
                    .: {}
                    k:{"port":80,"protocol":"TCP"}:
                      .: {}
                      f:name: {}
                      f:port: {}
                      f:targetPort: {}
                  f:sessionAffinityConfig: {}
              manager: kubectl-client-side-apply
              operation: Update
              time: "2026-10-01T08:00:01Z"
            name: web
            namespace: webshop
            resourceVersion: "420"
            uid: 4b1b7f4e-9f5e-4a4e-8c63-6a6f2d2f6f01
          spec:
            clusterIP: 10.96.44.7
            clusterIPs:
            - 10.96.44.7
            - fd00:10:96::2c07
            internalTrafficPolicy: Cluster
            ipFamilies:
            - IPv4
            - IPv6
            ipFamilyPolicy: PreferDualStack
            ports:
            - appProtocol: http
              name: http
              port: 80
              protocol: TCP
              targetPort: http
            - name: metrics
              port: 9090
              protocol: TCP
              targetPort: 9090
            selector:
              app.kubernetes.io/name: web
            sessionAffinity: ClientIP
            sessionAffinityConfig:
              clientIP:
                timeoutSeconds: 10800
            trafficDistribution: PreferClose
            type: ClusterIP
          status:
            loadBalancer: {}
        - apiVersion: v1
          kind: Service
          metadata:
            creationTimestamp: "2026-10-01T08:00:02Z"
            name: web-headless
            namespace: webshop
            resourceVersion: "421"
            uid: 1b8a8a86-1f0a-4b5c-8a0b-0a8ecb2f3d02
          spec:
            clusterIP: None
            clusterIPs:
            - None
            internalTrafficPolicy: Cluster
            ipFamilies:
            - IPv4
            ipFamilyPolicy: SingleStack
            ports:
            - name: http
              port: 8080
              protocol: TCP
              targetPort: 8080
            publishNotReadyAddresses: true
            selector:
              app.kubernetes.io/name: web
            sessionAffinity: None
            type: ClusterIP
          status:
            loadBalancer: {}
        - apiVersion: v1
          kind: Service
          metadata:
            creationTimestamp: "2026-10-01T08:00:03Z"
            finalizers:
            - service.kubernetes.io/load-balancer-cleanup
            name: edge
            namespace: webshop
            resourceVersion: "455"
            uid: 7f6c9a3d-1f54-4ff2-9c0e-5a3e07e0b003
          spec:
            allocateLoadBalancerNodePorts: true
            clusterIP: 10.96.200.19
            clusterIPs:
            - 10.96.200.19
            externalIPs:
            - 198.51.100.32
            externalTrafficPolicy: Local
            healthCheckNodePort: 31999
            internalTrafficPolicy: Cluster
            ipFamilies:
            - IPv4
            ipFamilyPolicy: SingleStack
            loadBalancerClass: example.com/internal
            loadBalancerSourceRanges:
            - 192.0.2.0/24
            ports:
            - name: https
              nodePort: 31443
              port: 443
              protocol: TCP
              targetPort: https
            selector:
              app.kubernetes.io/name: web
            sessionAffinity: None
            type: LoadBalancer
          status:
            conditions:
            - lastTransitionTime: "2026-10-01T08:00:09Z"
              message: ""
              reason: Provisioned
              status: "True"
              type: example.com/Ready
            loadBalancer:
              ingress:
              - ip: 192.0.2.127
                ipMode: VIP
                ports:
                - port: 443
                  protocol: TCP
              - hostname: edge.lb.example.com

        """
}
