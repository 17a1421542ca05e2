/// `spec.ipFamilyPolicy` of a Service.
enum IPFamilyPolicy: String, ManifestChoice {
    case singleStack = "SingleStack"
    case preferDualStack = "PreferDualStack"
    case requireDualStack = "RequireDualStack"

    var manifestName: String { rawValue }
}
