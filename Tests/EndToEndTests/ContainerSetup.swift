import Foundation
import TestSupport

/// A network of containers with svcdns on the bridge's address and a name server outside, as the tests of containers use it.
final class ContainerSetup: Sendable {
    /// The clients, which are Pods: their names and addresses.
    static let pod = (name: "pod", namespace: "prod", address: "10.77.0.2")
    static let plain = (name: "plain", namespace: "prod", address: "10.77.0.3")
    /// Somebody on the Internet.
    static let stranger = (name: "stranger", address: "198.51.100.7")
    private static let outside = (name: "outside", address: "203.0.113.53")

    let network: ContainerNetwork
    let upstream: SignedUpstream
    let server: RunningServer
    private let folder: TemporaryDirectory

    /// What kubelet writes, and what Docker does.
    private static func kubeletFile(_ namespace: String) -> String {
        """
        search \(namespace).svc.cluster.local svc.cluster.local cluster.local
        nameserver \(ContainerNetwork.bridge)
        options ndots:5

        """
    }
    private static let dockerFile = "nameserver \(ContainerNetwork.bridge)\n"

    init(settings: [String] = []) throws {
        network = try ContainerNetwork()
        try network.add(Self.pod.name, at: "\(Self.pod.address)/24", resolverFile: Self.kubeletFile(Self.pod.namespace))
        try network.add(Self.plain.name, at: "\(Self.plain.address)/24", resolverFile: Self.dockerFile)
        try network.addOutside(Self.outside.name, at: "\(Self.outside.address)/24", gateway: "203.0.113.1/24")
        try network.addOutside(Self.stranger.name, at: "\(Self.stranger.address)/24", gateway: "198.51.100.1/24")
        upstream = try SignedUpstream(on: Self.outside.address, port: 53, by: network.launcher(in: Self.outside.name))
        folder = try TemporaryDirectory()
        try folder.write("registry.yaml", Self.registry)
        try folder.write("config.yaml", (["upstream: {servers: [\(Self.outside.address)], timeout: 2}"] + settings).joined(separator: "\n"))
        server = try RunningServer(
            ["--manifests", folder.path, "--config", "\(folder.path)/config.yaml"], listen: "\(ContainerNetwork.bridge):53",
            by: network.launcher)
    }

    private static let registry = """
        {apiVersion: v1, kind: Pod, metadata: {name: \(pod.name), namespace: \(pod.namespace)}, status: {podIP: \(pod.address)}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: \(plain.name), namespace: \(plain.namespace)}, status: {podIP: \(plain.address)}}
        ---
        {apiVersion: v1, kind: Service, metadata: {name: web, namespace: prod}, spec: {clusterIP: 10.96.0.10, ports: [{port: 80}]}}
        ---
        {apiVersion: v1, kind: Service, metadata: {name: web, namespace: test}, spec: {clusterIP: 10.96.0.20, ports: [{port: 80}]}}
        ---
        {apiVersion: v1, kind: Service, metadata: {name: shop, namespace: prod}, spec: {type: ExternalName, externalName: www.example.test}}
        ---
        {apiVersion: v1, kind: Service, metadata: {name: gone, namespace: prod}, spec: {type: ExternalName, externalName: no.example.test}}

        """

    /// Makes somebody a Pod.
    func addPod(_ name: String, at address: String) throws {
        let pod = "{apiVersion: v1, kind: Pod, metadata: {name: \(name), namespace: test}, status: {podIP: \(address)}}\n"
        try folder.write("\(name).yaml", pod)
    }
}
