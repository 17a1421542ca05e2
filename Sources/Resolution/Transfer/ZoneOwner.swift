package import DNSModel

/// A name of a zone that has records, and the types that they may be of.
package struct ZoneOwner {
    /// The name.
    package let name: DomainName
    /// The types that it may have records of.
    package let types: [RecordType]

    /// The types at the name of a Service, which may be an alias.
    static let serviceTypes: [RecordType] = [.cname, .a, .aaaa, .srv]
    /// The types at the name of an endpoint.
    static let endpointTypes: [RecordType] = [.a, .aaaa, .srv]
    /// The types at the name of a Pod or of a name server.
    static let addressTypes: [RecordType] = [.a, .aaaa]
}
