import DNSModel
import ServiceRegistry

/// The fields of a Service that names and addresses depend on, read but not yet judged.
struct ServiceFields {
    let place: FieldPlace
    let type: Reading<ServiceType>
    let clusterIP: Reading<String>
    let clusterIPs: Reading<[Located<String>]>
    let ipFamilies: Reading<[Located<AddressFamily>]>
    let ipFamilyPolicy: Reading<IPFamilyPolicy>
    let externalName: Reading<String>
    let externalIPs: Reading<[Located<String>]>
    let externalTrafficPolicy: Reading<ExternalTrafficPolicy>
    let healthCheckNodePort: Reading<Int64>
    let selector: Reading<[String: String]>
    let publishesNotReadyAddresses: Reading<Bool>
    let ports: [ServicePortFields]
    /// Whether there is a `ports` with anything in it, be it wrong.
    let hasPorts: Bool
    let ingress: [LoadBalancerIngressFields]

    init(spec: FieldReader, status: FieldReader?) {
        place = spec.place
        type = spec.choice("type")
        clusterIP = spec.string("clusterIP")
        clusterIPs = spec.strings("clusterIPs")
        ipFamilies = spec.choices("ipFamilies")
        ipFamilyPolicy = spec.choice("ipFamilyPolicy")
        externalName = spec.string("externalName")
        externalIPs = spec.strings("externalIPs")
        externalTrafficPolicy = spec.choice("externalTrafficPolicy")
        healthCheckNodePort = spec.integer("healthCheckNodePort")
        selector = spec.stringMap("selector")
        publishesNotReadyAddresses = spec.boolean("publishNotReadyAddresses")
        ports = spec.mappings("ports", names: .servicePort).map(ServicePortFields.init(ofService:))
        hasPorts = spec.node("ports").map { $0.value.value != .sequence([]) } ?? false
        let loadBalancer = status?.mapping("loadBalancer", names: .loadBalancerStatus)
        ingress = loadBalancer?.mappings("ingress", names: .loadBalancerIngress).map(LoadBalancerIngressFields.init) ?? []
    }
}

/// The fields of one entry of `spec.ports` of a Service or a ServiceImport.
struct ServicePortFields {
    let place: FieldPlace
    let name: Reading<String>
    let transport: Reading<TransportProtocol>
    let number: Located<UInt16>?
    let target: Reading<TargetPortField>
    let nodePort: Reading<Int64>

    init(ofService reader: FieldReader) {
        self.init(reader, target: reader.targetPort(), nodePort: reader.integer("nodePort"))
    }

    /// An import's port says nothing of the containers and nodes of the clusters behind it.
    init(ofImport reader: FieldReader) {
        self.init(reader, target: .absent, nodePort: .absent)
    }

    private init(_ reader: FieldReader, target: Reading<TargetPortField>, nodePort: Reading<Int64>) {
        place = reader.place
        name = reader.string("name")
        transport = reader.choice("protocol")
        number = reader.requiredPort("port")
        self.target = target
        self.nodePort = nodePort
    }
}

/// `targetPort`, a number or a name.
enum TargetPortField {
    case number(Int64)
    case name(String)
}

/// The fields of one entry of `status.loadBalancer.ingress`.
struct LoadBalancerIngressFields {
    let place: FieldPlace
    let ip: Reading<String>
    let hostname: Reading<String>

    init(_ reader: FieldReader) {
        place = reader.place
        ip = reader.string("ip")
        hostname = reader.string("hostname")
    }
}

extension FieldReader {
    /// 0 and the empty string mean what absence means, as in the API server.
    fileprivate func targetPort() -> Reading<TargetPortField> {
        guard let node = node("targetPort") else { return .absent }
        switch node.value.value {
        case .integer(0), .string(""): return .absent
        case .integer(let number): return .found(Located(value: .number(number), place: node.place))
        case .string(let name): return .found(Located(value: .name(name), place: node.place))
        case .null, .boolean, .number, .sequence, .mapping:
            report.wrongType(.integerOrString, found: node)
            return .wrong
        }
    }
}
