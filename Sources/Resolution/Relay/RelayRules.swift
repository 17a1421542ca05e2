package import DNSModel

/// Makes responses of what upstream answers, one step after the other: it knows neither the way to upstream nor the time it takes.
extension AnswerRules {
    /// The first step for a query, with what it leads to in a snapshot of this serial.
    package func step(for query: Query, _ resolution: Resolution, serial: UInt32) -> AnswerStep {
        switch resolution.outcome {
        case .outside:
            return .ask(Inquiry(resolution.lastName(from: query.question), for: query, resolution, serial: serial))
        case .search(let names, let otherwise):
            if let next = names.first { return .ask(Inquiry(next, for: query, resolution, serial: serial)) }
            return explained(step(for: query, otherwise, serial: serial), query, otherwise)
        case .records, .anyRecords, .aliasOnly, .noData, .nameError, .outOfZone, .unknownShortName, .refused:
            return .response(response(to: query.question, resolution, serial: serial))
        }
    }

    /// The step behind a question that was asked upstream. Its response needs no further explanation.
    package func step(after outcome: UpstreamOutcome, to inquiry: Inquiry) -> AnswerStep {
        let outcome = outcome.checked(for: inquiry.query).existing(inquiry.question.name, in: configuration).within(configuration)
        guard case .search(let names, let otherwise) = inquiry.resolution.outcome else {
            return .response(relayed(outcome, inquiry))
        }
        switch outcome {
        case .answer(let answer, _) where answer.responseCode == .nameError:
            guard inquiry.denial != nil else { return .ask(inquiry.ofOtherFamily(after: answer)) }
            let rest = Resolution(outcome: .search(Array(names.dropFirst()), otherwise: otherwise))
            return step(for: inquiry.query, rest, serial: inquiry.serial)
        case .answer(let answer, let error):
            let alias = Alias(of: inquiry.question.name, timeToLive: 0)
            let found = inquiry.denial?.asNoData ?? answer
            return .response(relayed(found, error, inquiry, behind: Resolution(aliases: [alias], outcome: .outside)))
        case .failure(let error):
            return .response(response(.serverFailure, error))
        }
    }

    /// What a search leads to in the end, if that says no, says why.
    private func explained(_ step: AnswerStep, _ query: Query, _ resolution: Resolution) -> AnswerStep {
        guard case .response(var response) = step, query.extensions != nil else { return step }
        response.extendedError = Explanation.error(for: query.question, resolution)
        return .response(response)
    }

    private func relayed(_ outcome: UpstreamOutcome, _ inquiry: Inquiry) -> Response {
        let isAlias = !inquiry.resolution.aliases.isEmpty
        switch outcome {
        case .answer(let answer, let error):
            return isAlias ? relayed(answer, error, inquiry, behind: inquiry.resolution) : relayed(answer, error, inquiry)
        case .failure(let error):
            // An alias is true though nobody knows what is behind it (design rule 7).
            var response = isAlias ? authoritative(.noError, inquiry, inquiry.resolution) : response(.serverFailure)
            response.extendedError = error
            return response
        }
    }

    /// Upstream's answer as it came. What is stale has not been validated lately.
    private func relayed(_ answer: UpstreamAnswer, _ error: ExtendedDNSError?, _ inquiry: Inquiry) -> Response {
        var response = response(answer.responseCode, error)
        response.add(answer, inquiry)
        response.isAuthentic = answer.validation == .secure && error == nil && inquiry.query.understandsSecurity
        return response
    }

    /// Upstream's answer behind an alias of this server, with the code of its last name (RFC 6604 §3).
    private func relayed(
        _ answer: UpstreamAnswer, _ error: ExtendedDNSError?, _ inquiry: Inquiry, behind resolution: Resolution
    ) -> Response {
        var response = authoritative(answer.responseCode, inquiry, resolution)
        response.add(answer, inquiry)
        response.extendedError = error
        return response
    }

    private func authoritative(_ code: ResponseCode, _ inquiry: Inquiry, _ resolution: Resolution) -> Response {
        draft(of: inquiry.query.question, resolution).authoritative(code)
    }
}

extension UpstreamOutcome {
    /// What a client may be given: what fails validation only if it wants to validate by itself (RFC 4035 §3.2.2).
    fileprivate func checked(for query: Query) -> UpstreamOutcome {
        guard case .answer(let answer, _) = self, case .bogus(let reason) = answer.validation, !query.checkingDisabled else { return self }
        return .failure(ExtendedDNSError(.bogus, Explanation.bounded(reason)))
    }
}

extension UpstreamAnswer {
    /// What NXDOMAIN should have been where the name has records of another type (RFC 4074 §4.2): without proofs that it has none.
    fileprivate var asNoData: UpstreamAnswer {
        UpstreamAnswer(
            to: type, responseCode: .noError, validation: .insecure, answer: answer, authority: authority.filter { $0.data.type == .soa })
    }
}

extension UpstreamOutcome {
    /// The zone above one of ours may know nothing of it: the name is there all the same, and so are those below it (RFC 8020 §2).
    fileprivate func existing(_ name: DomainName, in configuration: ZoneConfiguration) -> UpstreamOutcome {
        guard case .answer(let answer, let error) = self, answer.responseCode == .nameError, configuration.serves(name) else { return self }
        return .answer(answer.asNoData, error)
    }

    /// An alias that leads into our zones, and what is said of names there: nobody else knows them. What leads there stays alone.
    fileprivate func within(_ configuration: ZoneConfiguration) -> UpstreamOutcome {
        guard case .answer(let answer, let error) = self, answer.answer.contains(where: configuration.leadsInside) else { return self }
        let others = answer.answer.filter { !configuration.serves($0.owner) }
        return .answer(
            UpstreamAnswer(to: answer.type, responseCode: .noError, validation: .insecure, answer: others, authority: []), error)
    }
}

extension ZoneConfiguration {
    fileprivate func leadsInside(_ record: ResourceRecord) -> Bool {
        guard case .cname(let target) = record.data else { return false }
        return serves(target)
    }

    /// Whether a name is in a zone that is ours as a whole, as reverse zones are not.
    fileprivate func serves(_ name: DomainName) -> Bool {
        name.isWithin(clusterDomain) || multiclusterZones.contains(where: name.isWithin)
            || externalZones.contains { name.isWithin($0.zone) }
    }
}

extension Response {
    /// Adds the records of upstream's answer, the first owner in the spelling of the question that they are for.
    fileprivate mutating func add(_ answer: UpstreamAnswer, _ inquiry: Inquiry) {
        let name = inquiry.question.name
        keepsSpelling = true
        func spelled(_ record: ResourceRecord) -> ResourceRecord {
            record.owner == name ? ResourceRecord(owner: name, timeToLive: record.timeToLive, data: record.data) : record
        }
        self.answer += answer.answer.filter { inquiry.query.wants($0, inAnswer: true) }.map(spelled)
        authority += answer.authority.filter { inquiry.query.wants($0, inAnswer: false) }.map(spelled)
    }
}

extension Query {
    /// Whether the client understands AD (RFC 6840 §5.8).
    fileprivate var understandsSecurity: Bool {
        understandsAuthentic || extensions?.dnssecOK == true
    }

    /// The records that prove others: RRSIG, NSEC and NSEC3 (RFC 4034, RFC 5155).
    private static let proofs = [46, 47, 50].map(RecordType.init(rawValue:))

    /// Whether a client is to have a record: proofs only where it asks for DNSSEC, or for this type (RFC 4035 §3.2.1).
    fileprivate func wants(_ record: ResourceRecord, inAnswer: Bool) -> Bool {
        guard Self.proofs.contains(record.data.type), extensions?.dnssecOK != true else { return true }
        return inAnswer && (question.type == record.data.type || question.type == .any)
    }
}
