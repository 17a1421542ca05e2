/// The names of the fields of a Kubernetes type: all of them, read or not, so that a misspelt one can be told from one that is
/// merely not read. From the API reference of Kubernetes 1.37, with fields of earlier versions that manifests still carry.
struct FieldNames: Sendable {
    let names: [String]
    private let members: Set<String>

    init(_ names: String) {
        self.names = names.split(separator: " ").map(String.init)
        members = Set(self.names)
    }

    func contains(_ name: String) -> Bool {
        members.contains(name)
    }
}

extension FieldNames {
    static let object = FieldNames("apiVersion kind metadata spec status")
    static let list = FieldNames("apiVersion kind metadata items")
    static let metadata = FieldNames(
        """
        annotations clusterName creationTimestamp deletionGracePeriodSeconds deletionTimestamp finalizers generateName generation \
        initializers labels managedFields name namespace ownerReferences resourceVersion selfLink uid
        """)
}

extension FieldNames {
    static let serviceSpec = FieldNames(
        """
        allocateLoadBalancerNodePorts clusterIP clusterIPs deprecatedPublicIPs externalIPs externalName externalTrafficPolicy \
        healthCheckNodePort internalTrafficPolicy ipFamilies ipFamily ipFamilyPolicy loadBalancerClass loadBalancerIP \
        loadBalancerSourceRanges ports publishNotReadyAddresses selector sessionAffinity sessionAffinityConfig topologyKeys \
        trafficDistribution type
        """)
    static let servicePort = FieldNames("appProtocol name nodePort port protocol targetPort")
    static let serviceStatus = FieldNames("conditions loadBalancer")
    static let loadBalancerStatus = FieldNames("ingress")
    static let loadBalancerIngress = FieldNames("hostname ip ipMode ports")
}

extension FieldNames {
    // From the definition in kubernetes-sigs/mcs-api.
    static let serviceImportSpec = FieldNames("ipFamilies ips ports sessionAffinity sessionAffinityConfig type")
    static let serviceImportPort = FieldNames("appProtocol name port protocol")
}

extension FieldNames {
    static let nodeStatus = FieldNames(
        """
        addresses allocatable capacity conditions config daemonEndpoints declaredFeatures features images nodeInfo phase \
        runtimeHandlers volumesAttached volumesInUse
        """)
    static let nodeAddress = FieldNames("address type")
}

extension FieldNames {
    static let podSpec = FieldNames(
        """
        activeDeadlineSeconds affinity automountServiceAccountToken containers dnsConfig dnsPolicy enableServiceLinks \
        ephemeralContainers evictionResponders hostAliases hostIPC hostNetwork hostPID hostUsers hostname hostnameOverride \
        imagePullSecrets initContainers nodeName nodeSelector os overhead preemptionPolicy priority priorityClassName readinessGates \
        resourceClaims resources restartPolicy runtimeClassName schedulerName schedulingGates schedulingGroup securityContext \
        serviceAccount serviceAccountName setHostnameAsFQDN shareProcessNamespace subdomain terminationGracePeriodSeconds tolerations \
        topologySpreadConstraints volumes workloadRef
        """)
    static let podStatus = FieldNames(
        """
        allocatedResources conditions containerStatuses ephemeralContainerStatuses extendedResourceClaimStatus hostIP hostIPs \
        initContainerStatuses message nodeAllocatableResourceClaimStatuses nominatedNodeName observedGeneration phase podIP podIPs \
        qosClass reason resize resourceClaimStatuses resources startTime volumeHealth
        """)
    static let container = FieldNames(
        """
        args command env envFrom image imagePullPolicy lifecycle livenessProbe name ports readinessProbe resizePolicy resources \
        restartPolicy restartPolicyRules securityContext startupProbe stdin stdinOnce terminationMessagePath \
        terminationMessagePolicy tty volumeDevices volumeMounts workingDir
        """)
    static let containerPort = FieldNames("containerPort hostIP hostPort name protocol")
    static let podIP = FieldNames("ip")
    static let condition = FieldNames("lastProbeTime lastTransitionTime message observedGeneration reason status type")
}

extension FieldNames {
    static let endpointSlice = FieldNames("addressType apiVersion endpoints kind metadata ports")
    static let endpoint = FieldNames("addresses conditions deprecatedTopology hints hostname nodeName targetRef topology zone")
    static let endpointConditions = FieldNames("ready serving terminating")
    static let endpointPort = FieldNames("appProtocol name port protocol")
    static let objectReference = FieldNames("apiVersion fieldPath kind name namespace resourceVersion uid")
    static let endpoints = FieldNames("apiVersion kind metadata subsets")
    static let endpointSubset = FieldNames("addresses notReadyAddresses ports")
    static let endpointAddress = FieldNames("hostname ip nodeName targetRef")
}
