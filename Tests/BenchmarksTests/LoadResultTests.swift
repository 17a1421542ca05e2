import Benchmarks
import Testing

struct LoadResultTests {
    /// What dnsperf 2.10.0 printed.
    private static let output = """
        DNS Performance Testing Tool
        Version 2.10.0

        [Status] Command line: dnsperf -s 127.0.0.1 -p 5300 -d questions -l 2
        [Status] Sending queries (to 127.0.0.1:5300)
        [Timeout] Query timed out: msg id 7
        [Status] Testing complete (time limit)

        Statistics:

          Queries sent:         1236
          Queries completed:    1234 (99.84%)
          Queries lost:         2 (0.16%)

          Response codes:       NOERROR 1200 (97.24%), NXDOMAIN 34 (2.76%)
          Average packet size:  request 52, response 68
          Run time (s):         2.000103
          Queries per second:   616.968226

          Average Latency (s):  0.000750 (min 0.000043, max 0.007143)
          Latency StdDev (s):   0.000301

        """

    @Test("The statistics of dnsperf are read")
    func statistics() throws {
        let result = try #require(LoadResult(Self.output))
        #expect(result.completed == 1_234)
        #expect(result.lost == 2)
        #expect(result.codes == ["NOERROR": 1_200, "NXDOMAIN": 34])
        #expect(result.answers(otherThan: "NOERROR") == 34)
        #expect(result.answerSize == 68)
        #expect(result.perSecond == 616.968226)
        #expect(result.meanLatency == 0.00075)
    }

    @Test("Output without statistics is no result", arguments: ["", "Error: unable to open file", "Queries completed: 12"])
    func none(output: String) {
        #expect(LoadResult(output) == nil)
    }

    @Test("Latencies are those of dnsperf's verbose lines, and of nothing else")
    func latencies() {
        let lines = (1...200).map { "> NOERROR host A 0.000\($0 < 10 ? "00" : $0 < 100 ? "0" : "")\($0)" }
        let latencies = Latencies(verbose: "[Status] Sending\n" + lines.shuffled().joined(separator: "\n") + "\n> T 7\nEnd 1.5\n")
        #expect(latencies.percentile(50) == 100)
        #expect(latencies.percentile(99) == 198)
        #expect(Latencies(verbose: "").percentile(99) == nil)
    }
}
