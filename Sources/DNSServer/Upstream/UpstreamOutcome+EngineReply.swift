package import DNSModel
import DNSWire
package import Upstream

extension UpstreamOutcome {
    /// What a reply says, once every octet of it was looked at.
    package init(_ reply: EngineReply, to question: Question) {
        switch reply {
        case .message(let octets, let security):
            do throws(UpstreamAnswerError) {
                let validation = UpstreamAnswer.Validation(security)
                self = .answer(try UpstreamAnswerDecoder.decode(octets.span, to: question, validation: validation), nil)
            } catch {
                self = .failure(ExtendedDNSError(.noReachableAuthority, "the answer from upstream \(error)"))
            }
        case .failure(let reason): self = .failure(ExtendedDNSError(.noReachableAuthority, reason))
        }
    }
}

extension UpstreamAnswer.Validation {
    fileprivate init(_ security: EngineReply.Security) {
        switch security {
        case .insecure: self = .insecure
        case .secure: self = .secure
        case .bogus(let reason): self = .bogus(reason)
        }
    }
}
