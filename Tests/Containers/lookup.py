"""Prints a line for each name: the name and its addresses, sorted."""
import socket
import sys

for name in sys.argv[1:]:
    try:
        found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    except socket.gaierror:
        found = []
    print(*[name, *sorted({entry[4][0] for entry in found})])
