package import DNSModel
package import ServiceRegistry

/// What a question leads to.
package struct Resolution: Hashable, Sendable {
    /// The aliases on the way, each the target of the one before; the first is the target of the question's name.
    package let aliases: [Alias]
    /// What is at the end of the way.
    package let outcome: Outcome
    /// Who may be given the answer again.
    package let audience: Audience

    /// A resolution of these parts.
    package init(aliases: [Alias] = [], outcome: Outcome, audience: Audience = .everybody) {
        self.aliases = aliases
        self.outcome = outcome
        self.audience = audience
    }

    /// Whether another client may get another answer: what is remembered of this one may not be given to others.
    package var dependsOnClient: Bool {
        audience != .everybody
    }

    /// How the next answer to the question is to differ from this one.
    package var turning: Turning {
        switch outcome {
        case .records(let set): set.turning
        case .search(_, let otherwise): otherwise.turning
        case .anyRecords, .aliasOnly, .noData, .nameError, .outside, .outOfZone, .unknownShortName, .refused: .still
        }
    }

    /// Who may be given an answer again.
    package enum Audience: Hashable, Sendable {
        /// Everybody who asks the same.
        case everybody
        /// The client alone, whose address had a say in the way; the records hold for everybody.
        case client
        /// The client alone, and only now: its address completed the name of the records, which have TTL 0 (design rule 12).
        case clientNow
    }

    /// What a question can lead to: a case for each answer that a client can tell apart.
    package enum Outcome: Hashable, Sendable {
        /// Records of the type that was asked for.
        case records(RecordSet)
        /// Any records will do, and the name has some (RFC 8482).
        case anyRecords
        /// Nothing behind the last alias is to be added.
        case aliasOnly(AliasEnd)
        /// The name exists, but not with records of this type.
        case noData(NoDataReason, authority: Authority)
        /// The name does not exist.
        case nameError(NameErrorReason, authority: Authority)
        /// The last alias, or the question's name, is asked upstream.
        case outside
        /// The name does not exist, and the client's search list goes on upstream: the first of these names that exists there is
        /// what the question's name stands for. Where none does, it leads to something else.
        indirect case search([DomainName], otherwise: Resolution)
        /// The name belongs to somebody else, who is not asked.
        case outOfZone
        /// The name belongs to somebody else, but would be short for a Service of this zone if its namespace had it.
        case unknownShortName(ServiceKey, in: ServedZone)
        /// The server does not do this.
        case refused(RefusalReason)
    }
}

extension Resolution {
    /// The name that the outcome is about: the last alias' target, or the question's own.
    func lastName(from question: Question) -> DomainName {
        aliases.last?.target ?? question.name
    }
}

/// A name that stands for another.
package struct Alias: Hashable, Sendable {
    /// The name that it stands for.
    package let target: DomainName
    /// The TTL in seconds where it is not that of the configuration.
    package let timeToLive: UInt32?

    /// An alias of this name.
    package init(of target: DomainName, timeToLive: UInt32? = nil) {
        self.target = target
        self.timeToLive = timeToLive
    }
}

/// Who says that something is missing: the SOA of a negative answer (RFC 2308 §3).
package struct Authority: Hashable, Sendable {
    /// The zone whose SOA it is.
    package let zone: ServedZone
    /// The short name that was asked, which has the SOA then (design rule 12).
    private let shortName: DomainName?

    /// The authority of a zone, for a name of its own or a short one.
    package init(_ zone: ServedZone, owner: DomainName? = nil) {
        self.zone = zone
        shortName = owner
    }

    /// The name that has the SOA: the zone's own, or a short one.
    package var owner: DomainName {
        shortName ?? zone.origin
    }
}

/// Records of one owner and type.
package struct RecordSet: Hashable, Sendable {
    /// What the records say; at least one.
    package let data: [RecordData]
    /// Addresses of names in the data, that save the next question; they have the same TTL.
    package let additional: [AdditionalAddress]
    /// The TTL in seconds where it is not that of the configuration.
    package let timeToLive: UInt32?
    /// How the next answer is to differ.
    package let turning: Turning

    /// A set of these parts.
    package init(
        _ data: [RecordData], additional: [AdditionalAddress] = [], timeToLive: UInt32? = nil, turning: Turning = .still
    ) {
        self.data = data
        self.additional = additional
        self.timeToLive = timeToLive
        self.turning = turning
    }
}

/// An address of a name that an answer mentions.
package struct AdditionalAddress: Hashable, Sendable {
    /// The name.
    package let owner: DomainName
    /// Its address.
    package let address: IPAddress

    /// The address of this name.
    package init(owner: DomainName, address: IPAddress) {
        self.owner = owner
        self.address = address
    }
}

/// Why a chain of aliases ends without records.
package enum AliasEnd: Hashable, Sendable {
    /// The alias itself was asked for, or anything at all.
    case askedFor
    /// The target is not in the zones.
    case outOfZone
    /// The chain comes back to a name that it had.
    case loop
    /// The chain is longer than is followed.
    case tooLong
}

/// Why a name that exists has no records of a type.
package enum NoDataReason: Hashable, Sendable {
    /// Only names below it have records (RFC 8020).
    case emptyNonTerminal
    /// It has records of other types only.
    case otherType
    /// It has addresses of the other family only.
    case otherFamily
    /// No endpoint of the Service is in this topology zone.
    case emptyTopologyZone(Label)
}

/// Why a name does not exist.
package enum NameErrorReason: Hashable, Sendable {
    /// Names in the zone do not look like this.
    case unknownForm
    /// No object names this namespace or lives in it.
    case unknownNamespace(Label)
    /// The namespace has no such Service.
    case unknownService(ServiceKey)
    /// The Service is declared, but has no name at the moment.
    case absentService(ServiceKey, ServiceRecord.Absence)
    /// The Service has no endpoint of this name.
    case unknownEndpoint(Label, ServiceKey)
    /// The Service has an endpoint of this name, which is not ready.
    case unreadyEndpoint(Label, ServiceKey)
    /// The Service of several clusters has no ready endpoint in this one.
    case unknownCluster(Label, ServiceKey)
    /// The Service has no port of this name and protocol.
    case unknownPort(ServiceKey)
    /// The Service is not headless: its address is in no topology zone.
    case noTopologyZones(ServiceKey)
    /// Nothing is below an alias.
    case belowExternalName(ServiceKey)
    /// The Service is not reached from outside the cluster, or not shown there.
    case notExternal(ServiceKey)
    /// The Service will be reached at its load balancer, which has not assigned an address or a host name yet.
    case awaitsLoadBalancer(ServiceKey)
    /// The Service is reached at ports of the nodes, none of which has an address of the Service's families.
    case noNodeAddress(ServiceKey)
    /// No Service of the namespace is reached from outside the cluster.
    case nothingExternal(Label)
    /// No Pod of the namespace has the address.
    case unknownPod(namespace: Label)
    /// Pods have no names here (`PodNames.disabled`).
    case noPodNames
    /// Nobody has the address, or any address of the range.
    case unknownAddress
}

/// Why the server will not answer.
package enum RefusalReason: Hashable, Sendable {
    /// The class is not IN.
    case otherClass
    /// Zone transfers are not allowed to this client.
    case zoneTransfer
    /// No record of this type can be asked for: it is a pseudo-record's, or no type at all.
    case pseudoType
    /// The type stands for others that nobody uses any more (MAILA, MAILB).
    case obsoleteType
    /// The type is kept for questions of a kind that nobody has defined (RFC 6895 §3.1).
    case unknownMetaType
}
