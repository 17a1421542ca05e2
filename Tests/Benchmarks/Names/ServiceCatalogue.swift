package import Foundation

/// The Services that are asked for: made by number, so that every server and every load knows the same ones.
package struct ServiceCatalogue: Hashable, Sendable {
    /// How many there are.
    package let count: Int
    /// Over how many files their manifests are spread.
    package let files: Int
    /// Whether manifests name the cluster IPs, so that other servers can have the same; else they are left to the server, as by people.
    package let namesAddresses: Bool

    /// The zone that they are in.
    package static let zone = "cluster.local"
    /// What one namespace holds.
    private static let servicesOfNamespace = 100

    /// So many Services, ten in a file unless told otherwise.
    package init(count: Int, files: Int? = nil, namesAddresses: Bool = true) {
        self.count = count
        self.namesAddresses = namesAddresses
        self.files = files ?? max(1, count / 10)
    }

    /// The name of a Service's number.
    package func name(_ number: Int) -> String {
        "service-\(number)"
    }

    /// The namespace that a Service is in.
    package func namespace(_ number: Int) -> String {
        "team-\(number / Self.servicesOfNamespace)"
    }

    /// The whole name in DNS, without the last dot.
    package func host(_ number: Int) -> String {
        "\(name(number)).\(namespace(number)).svc.\(Self.zone)"
    }

    /// The name of the Service's SRV record.
    package func portHost(_ number: Int) -> String {
        "_http._tcp.\(host(number))"
    }

    /// The cluster IP: 10.100.0.1 and up, within the default `serviceCIDRs`.
    package func address(_ number: Int) -> String {
        let value = number + 1
        return "10.\(100 + value >> 16).\(value >> 8 & 0xFF).\(value & 0xFF)"
    }

    /// One Service as a manifest.
    package func manifest(_ number: Int) -> String {
        """
        apiVersion: v1
        kind: Service
        metadata:
          name: \(name(number))
          namespace: \(namespace(number))
        spec:\(namesAddresses ? "\n  clusterIP: \(address(number))" : "")
          ports:
            - name: http
              port: 80
              targetPort: 8080

        """
    }

    /// The name of a file of manifests.
    package func fileName(_ file: Int) -> String {
        "services-\(file).yaml"
    }

    /// The text of a file of manifests.
    package func fileText(_ file: Int) -> String {
        numbers(inFile: file).map(manifest).joined(separator: "---\n")
    }

    /// The numbers of the Services in a file.
    package func numbers(inFile file: Int) -> Range<Int> {
        count * file / files..<count * (file + 1) / files
    }

    /// Writes all files of manifests into a folder that exists.
    package func writeManifests(to folder: URL) throws {
        for file in 0..<files {
            try Data(fileText(file).utf8).write(to: folder.appending(path: fileName(file)))
        }
    }
}
