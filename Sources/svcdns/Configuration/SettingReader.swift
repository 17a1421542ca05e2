import DNSModel

/// Finds each setting (a flag before the file, the file before the default) and reads its value.
package struct SettingReader {
    private let file: [ConfigurationKey: [Setting]]
    private let flags: [ConfigurationKey: [Setting]]

    /// Settings of a file and of flags, of which some empty keys: those have no value, and not their default either.
    package init(file: ConfigurationFile?, flags: [ConfigurationKey: [Setting]], emptied: [ConfigurationKey] = []) {
        self.file = file?.settings ?? [:]
        self.flags = flags.filter { !$0.value.isEmpty }.merging(emptied.map { ($0, []) }) { $1 }
    }

    /// All values of a key; nil where nobody gave one, none where somebody said so.
    func given(_ key: ConfigurationKey) -> [Setting]? {
        flags[key] ?? file[key]
    }

    /// How the text of a setting becomes a value: a method of `Setting`.
    typealias Reading<Value> = (Setting) -> () throws(ConfigurationError) -> Value

    /// The values of a key, each read; nil where nobody gave one.
    func values<Value>(_ key: ConfigurationKey, _ reading: Reading<Value>) throws(ConfigurationError) -> [Value]? {
        guard let settings = given(key) else { return nil }
        var values: [Value] = []
        for setting in settings { values.append(try reading(setting)()) }
        return values
    }

    /// The one value of a key; nil where nobody gave one.
    func value<Value>(_ key: ConfigurationKey, _ reading: Reading<Value>) throws(ConfigurationError) -> Value? {
        try values(key, reading)?.last
    }

    /// The ranges of a key, each with its setting; one that is there twice is an error, however it is spelt.
    func distinctPrefixes(_ key: ConfigurationKey) throws(ConfigurationError) -> [(setting: Setting, prefix: AddressPrefix)] {
        var prefixes: [(setting: Setting, prefix: AddressPrefix)] = []
        var seen: Set<AddressPrefix> = []
        for setting in given(key) ?? [] {
            let prefix = try setting.addressPrefix()
            guard seen.insert(prefix).inserted else {
                throw setting.error("is the range \(prefix) a second time: leave one of the two out")
            }
            prefixes.append((setting, prefix))
        }
        return prefixes
    }
}
