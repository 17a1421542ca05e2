// The Linux system calls that Swift's Glibc module lacks. The structs are our own, so that no header
// needs _GNU_SOURCE (which clashes with Dispatch's module); the .c files know the kernel's.
// Whatever can fail returns a negative errno.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// An address and port of either family, in host order; IPv4 is the low 32 bits of `low`.
typedef struct {
    uint64_t high;
    uint64_t low;
    /// The interface's index where the address is link-local IPv6, otherwise 0.
    uint32_t zone;
    uint16_t port;
    bool is_ipv6;
} clinux_address;

/// What an IPv6 interface name stands for, or 0.
uint32_t clinux_interface_index(const char *_Nonnull name);

// Sockets (Sockets.c)

/// The socket options that are set here, each with a value of type int.
typedef enum {
    clinux_option_reuse_address,
    clinux_option_reuse_port,
    clinux_option_receive_buffer,
    clinux_option_send_buffer,
    clinux_option_no_delay,
    clinux_option_ipv6_only,
    clinux_option_ipv4_packet_info,
    clinux_option_ipv6_packet_info,
    clinux_option_ipv4_path_mtu_discovery,
    clinux_option_ipv6_path_mtu_discovery,
    clinux_option_ipv4_free_bind,
    clinux_option_ipv6_free_bind,
} clinux_option;

/// IP_PMTUDISC_OMIT and IPV6_PMTUDISC_OMIT: never fragment on a hint of the path's MTU, which can be forged.
#define CLINUX_PATH_MTU_OMIT 5

/// A new socket, non-blocking and closed on exec.
int clinux_socket(bool is_ipv6, bool is_stream);
int clinux_set_option(int descriptor, clinux_option option, int value);
/// Makes the buffer of such an option at least this large, where the kernel lets it be.
int clinux_widen_buffer(int descriptor, clinux_option option, int size);
int clinux_bind(int descriptor, clinux_address address);
int clinux_listen(int descriptor, int backlog);
/// Begins a connection; what cannot be known yet shows when it is sent something (EAGAIN: it is not there yet).
int clinux_connect(int descriptor, clinux_address address);

/// A result (negative errno, otherwise 0 or a descriptor) with the address that belongs to it.
typedef struct {
    int result;
    clinux_address address;
} clinux_result;

/// The address that a socket is bound to.
clinux_result clinux_local_address(int descriptor);
/// The next connection of a listening socket, non-blocking and closed on exec, and its client.
clinux_result clinux_accept(int descriptor);

/// Octets received (0: the peer sends no more).
ptrdiff_t clinux_receive(int descriptor, uint8_t *_Nonnull octets, size_t size);
/// Octets taken by the kernel; never a SIGPIPE.
ptrdiff_t clinux_send(int descriptor, const uint8_t *_Nonnull octets, size_t length);

/// Sends one datagram, if there is room for it: octets taken by the kernel.
ptrdiff_t clinux_send_to(int descriptor, const uint8_t *_Nonnull octets, size_t length, clinux_address recipient);

/// What is known of a connection's peer without reading what it has sent.
typedef enum {
    clinux_peer_talks,
    /// It sends no more. It may still read, or have gone: that shows when it is sent something.
    clinux_peer_finished,
    /// It reset the connection.
    clinux_peer_gone,
} clinux_peer;

clinux_peer clinux_look_at_peer(int descriptor);

/// A file that is nowhere but in memory, with these octets, to be read by its name below /proc/self/fd.
int clinux_memory_file(const uint8_t *_Nonnull octets, size_t length);

/// A descriptor of /dev/null, which holds a place that can be given up.
int clinux_open_null(void);

// Datagrams (Datagrams.c)

/// What is read of a datagram: one octet more than a query has, so that what is longer is seen to be.
#define CLINUX_RECEIVE_SIZE 4097
/// The longest reply: unfragmented in 1,280 octets, the least MTU of IPv6 (RFC 8200 section 5).
#define CLINUX_SEND_SIZE 1232

/// Buffers for so many datagrams and as many replies, allocated once; for one thread at a time.
typedef struct clinux_batch clinux_batch;

/// One datagram received. The octets are valid until the next clinux_batch_receive.
typedef struct {
    const uint8_t *_Nonnull octets;
    size_t length;
    clinux_address sender;
} clinux_datagram;

/// What became of the replies of a batch.
typedef struct {
    /// The kernel took them.
    unsigned sent;
    /// The socket had no room.
    unsigned dropped;
    /// The kernel refused this one, for a reason that is the recipient's (ECONNREFUSED, EPERM, EINVAL, ENETUNREACH, ...).
    unsigned refused;
} clinux_sent;

/// Aborts where memory is lacking, as any allocation in Swift does.
clinux_batch *_Nonnull clinux_batch_create(unsigned capacity);
void clinux_batch_destroy(clinux_batch *_Nonnull batch);
/// Fills the batch with what waits; returns how many. Replies that were not sent are forgotten.
int clinux_batch_receive(clinux_batch *_Nonnull batch, int descriptor);
/// The datagram at an index below what clinux_batch_receive returned.
clinux_datagram clinux_batch_datagram(const clinux_batch *_Nonnull batch, unsigned index);
/// Queues a copy of these octets as the reply to a datagram, from the address that it was sent to.
int clinux_batch_reply(clinux_batch *_Nonnull batch, unsigned index, const uint8_t *_Nonnull octets, size_t length);
/// Sends what is queued.
clinux_sent clinux_batch_send(clinux_batch *_Nonnull batch, int descriptor);

/// The most sockets that are waited for together.
#define CLINUX_MOST_AWAITED 8

/// Waits at most so long until one of these sockets (1 to CLINUX_MOST_AWAITED) can be read; whether the first can.
bool clinux_wait_readable(const int *_Nonnull descriptors, unsigned count, unsigned microseconds);

/// Where the reply to a datagram goes, and where it comes from: all of a batch that a later reply needs.
typedef struct {
    clinux_address client;
    clinux_address asked;
    /// Whether the datagram said which address it was sent to; otherwise the socket is bound to it.
    bool is_asked_known;
} clinux_way_back;

/// The way back of the datagram at an index below what clinux_batch_receive returned.
clinux_way_back clinux_batch_way_back(const clinux_batch *_Nonnull batch, unsigned index);
/// Sends one reply of at most CLINUX_SEND_SIZE octets.
clinux_sent clinux_send_reply(int descriptor, const clinux_way_back *_Nonnull way, const uint8_t *_Nonnull octets, size_t length);

// The heap (Heap.c)

/// Gives the pages of free memory back to the system, those between used ones too.
void clinux_trim_heap(void);
/// Lets threads share so many arenas (at least one) from now on; those that there are stay.
void clinux_limit_arenas(int count);
/// Gives every block of so many octets and more pages of its own from now on, at most 32 MiB (mallopt(3)).
void clinux_map_blocks(int octets);

// What the process may use (Processors.c)

/// More threads than a server has.
#define CLINUX_MOST_THREADS 1024
/// Has so many threads at once, which do nothing, and ends them: how many of them there could be.
unsigned clinux_try_threads(unsigned count);

/// The processors that the calling thread may run on.
int clinux_usable_processors(void);
/// Lets the process have as many files open as it may at most; returns how many that is.
ptrdiff_t clinux_raise_open_files(void);

// The service manager (Notification.c)

/// Sends one datagram of text to a socket in the file system, or, where its name begins with "@", in the abstract namespace
/// (sd_notify(3)). Waits a second at most for room there.
int clinux_notify(const char *_Nonnull path, const char *_Nonnull text);

// Sockets from elsewhere, and their way to another process (Passing.c)

/// What a socket is that somebody else has bound.
typedef enum {
    clinux_socket_other,
    clinux_socket_udp,
    /// It listens.
    clinux_socket_tcp,
} clinux_socket_kind;

typedef struct {
    /// A negative errno where the descriptor is no socket.
    int result;
    clinux_socket_kind kind;
    clinux_address address;
    /// Whether others may bind the same port (SO_REUSEPORT).
    bool shares_port;
} clinux_socket_look;

clinux_socket_look clinux_look_at_socket(int descriptor);
/// Makes a descriptor non-blocking and closed on exec.
int clinux_adopt(int descriptor);
/// Another descriptor of the same open file, closed on exec.
int clinux_duplicate(int descriptor);

/// The longest path of a socket.
#define CLINUX_LONGEST_PATH 107

/// A connection for whole messages to a socket in the file system; no wait on it takes longer than two seconds.
int clinux_connect_path(const char *_Nonnull path);
/// A non-blocking socket for such connections, whose file nobody but its user can open.
int clinux_listen_path(const char *_Nonnull path);
/// Lets no wait for the peer of a blocking socket take longer.
int clinux_limit_waits(int descriptor, unsigned seconds);

/// The process at the other end of such a connection, as the kernel knows it.
typedef struct {
    int result;
    /// 0 where it is not to be seen from here.
    int process;
    unsigned user;
} clinux_peer_process;

clinux_peer_process clinux_look_at_process(int descriptor);

/// The most descriptors that go with one message.
#define CLINUX_MOST_PASSED 64

/// Sends a message, and with it descriptors.
int clinux_send_passing(
    int descriptor, const uint8_t *_Nonnull octets, size_t length, const int *_Nullable passed, unsigned count);
/// Receives a message (0: its end), and with it at most CLINUX_MOST_PASSED descriptors, which are the caller's also where the
/// message is not whole (-EMSGSIZE), or this process may have no more of them (-EMFILE).
ptrdiff_t clinux_receive_passing(
    int descriptor, uint8_t *_Nonnull octets, size_t size, int *_Nonnull passed, unsigned *_Nonnull count);
