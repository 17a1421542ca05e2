import CLinux

/// What the C library keeps of the memory that it was given back.
package enum Heap {
    /// Lets all threads share so many arenas, at least one: each arena keeps its own free memory, and glibc makes eight a
    /// processor (mallopt(3)). To be called before there are threads.
    package static func limitArenas(to count: Int32) {
        precondition(count > 0, "memory comes from at least one arena")
        let result = clinux_limit_arenas(count)
        precondition(result == 0, "glibc takes every limit from one on")
    }

    /// Gives every block of a megabyte and more pages of its own. Otherwise glibc does so only until the first such block is freed:
    /// what a reload freed would lie between what stays, and the room kept for answers on pages that were written to.
    package static func mapLargeBlocks() {
        let result = clinux_map_blocks(1 << 20)
        precondition(result == 0, "glibc takes every size up to 32 MiB")
    }

    /// Gives free pages back to the system, which takes some milliseconds: for moments after which much is free.
    package static func giveBackFreePages() {
        clinux_trim_heap()
    }
}
