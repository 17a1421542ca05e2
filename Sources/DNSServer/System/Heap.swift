import CLinux

/// What the C library keeps of the memory that it was given back. Where another allocator than glibc's has its place (a sanitizer's, one
/// that is preloaded) none of this need have an effect.
package enum Heap {
    /// Lets all threads share so many arenas, at least one: each arena keeps its own free memory, and glibc makes eight a
    /// processor (mallopt(3)). To be called before there are threads.
    package static func limitArenas(to count: Int32) {
        clinux_limit_arenas(count)
    }

    /// Gives every block of a megabyte and more pages of its own. Otherwise glibc does so only until the first such block is freed:
    /// what a reload freed would lie between what stays, and the room kept for answers on pages that were written to.
    package static func mapLargeBlocks() {
        clinux_map_blocks(1 << 20)
    }

    /// Gives free pages back to the system, which takes some milliseconds: for moments after which much is free.
    package static func giveBackFreePages() {
        clinux_trim_heap()
    }
}
