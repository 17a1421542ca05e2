// swift-tools-version: 6.3
import PackageDescription

/// One set of rules for every Swift target: see Docs/Decisions/0001-layout.md.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// A Swift module; its dependencies are in rows above it, never beside or below.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(of name: String, _ dependencies: [Target.Dependency], exclude: [String] = [], resources: [Resource] = []) -> Target {
    .testTarget(name: "\(name)Tests", dependencies: dependencies, exclude: exclude, resources: resources, swiftSettings: settings)
}

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

/// Set by Tests/Fuzzing/run.sh: libFuzzer brings the `main` of what it is linked into, so the server's own stays out, and what the
/// fuzzers call of `svcdns` is a library then.
let isFuzzing = Context.environment["SVCDNS_FUZZING"] == "1"

/// The program, or what of it the fuzzer links: the configuration file.
func program(_ dependencies: [Target.Dependency], commands: Target.Dependency) -> Target {
    isFuzzing
        ? .target(
            name: "svcdns", dependencies: dependencies, exclude: ["Svcdns.swift", "ServerProcess.swift", "Commands"],
            swiftSettings: settings)
        : .executableTarget(name: "svcdns", dependencies: dependencies + [commands], swiftSettings: settings)
}

/// The program that libFuzzer drives.
let fuzzer = Target.executableTarget(
    name: "Fuzzer", dependencies: ["Fuzzing"], path: "Tests/Fuzzing/Main", swiftSettings: settings)

let package = Package(
    name: "svcdns",
    products: [.executable(name: isFuzzing ? "Fuzzer" : "svcdns", targets: [isFuzzing ? "Fuzzer" : "svcdns"])],
    dependencies: [
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    ],
    targets: [
        .systemLibrary(name: "CLdns", pkgConfig: nil, providers: [.apt(["libldns-dev"])]),
        .systemLibrary(name: "CUnbound", pkgConfig: nil, providers: [.apt(["libunbound-dev"])]),
        .target(name: "CLinux", cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])]),
        module("DNSModel"),
        module("DNSWire", ["CLdns", "DNSModel"]),
        module("ServiceRegistry", ["DNSModel"]),
        module("KubernetesObjects", ["DNSModel", "ServiceRegistry"]),
        module("Resolution", ["DNSModel", "ServiceRegistry"]),
        module("Upstream", ["CLinux", "CUnbound", "DNSModel"]),
        module("Manifests", ["DNSModel", "KubernetesObjects", "ServiceRegistry", yams]),
        module(
            "DNSServer",
            [
                "CLinux", "DNSModel", "DNSWire", "KubernetesObjects", "Manifests", "Resolution", "ServiceRegistry", "Upstream", logging,
            ]),
        program(
            ["DNSModel", "DNSServer", "KubernetesObjects", "Manifests", "Resolution", "ServiceRegistry", "Upstream", logging],
            commands: argumentParser),
        .target(
            name: "TestSupport", dependencies: ["CLdns", "DNSModel", "KubernetesObjects", "ServiceRegistry"], path: "Tests/TestSupport",
            swiftSettings: settings),
        .target(
            name: "AllocationCounter", path: "Tests/AllocationCounter", cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])]),
        tests(of: "DNSModel", ["DNSModel", "TestSupport"]),
        tests(of: "DNSWire", ["DNSModel", "DNSWire", "TestSupport"], exclude: ["Packets"]),
        tests(of: "ServiceRegistry", ["DNSModel", "ServiceRegistry", "TestSupport"]),
        tests(of: "KubernetesObjects", ["DNSModel", "KubernetesObjects", "ServiceRegistry", "TestSupport"]),
        tests(of: "Resolution", ["DNSModel", "Resolution", "ServiceRegistry", "TestSupport"]),
        tests(of: "Upstream", ["DNSModel", "Upstream", "TestSupport"]),
        tests(of: "Manifests", ["DNSModel", "KubernetesObjects", "Manifests", "ServiceRegistry", "TestSupport"]),
        tests(
            of: "DNSServer",
            [
                "AllocationCounter", "CLinux", "DNSModel", "DNSServer", "DNSWire", "KubernetesObjects", "Manifests", "Resolution",
                "ServiceRegistry", "TestSupport", "Upstream", logging,
            ]),
        tests(of: "EndToEnd", ["svcdns", "DNSModel", "TestSupport"]),
        tests(of: "SourceTree", []),
        .target(name: "PollEcho", path: "Tests/PollEcho", cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])]),
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "AllocationCounter", "svcdns", "DNSModel", "DNSServer", "DNSWire", "KubernetesObjects", "Manifests", "PollEcho",
                "Resolution", "ServiceRegistry", "TestSupport", argumentParser, logging,
            ],
            path: "Tests/Benchmarks", exclude: ["README.md", "unpack-peers.sh"], swiftSettings: settings),
        tests(of: "Benchmarks", ["Benchmarks", "TestSupport"]),
        .target(
            name: "Fuzzing",
            dependencies: [
                "CLdns", "svcdns", "DNSModel", "DNSServer", "DNSWire", "KubernetesObjects", "Manifests", "Resolution",
                "ServiceRegistry", logging,
            ],
            path: "Tests/Fuzzing/Targets", swiftSettings: settings),
        tests(of: "Fuzzing", ["Fuzzing", "TestSupport"]),
    ] + (isFuzzing ? [fuzzer] : [])
)
