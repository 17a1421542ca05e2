// The Linux system calls that Swift's Glibc module lacks. The structs are our own, so that no header
// needs _GNU_SOURCE (which clashes with Dispatch's module); the .c files check them against the kernel's.
#pragma once
