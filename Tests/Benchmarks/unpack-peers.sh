#!/usr/bin/env bash
# Unpacks the servers that svcdns is measured against from Debian's packages into .build/peers, with the libraries that this machine
# lacks. Nothing is installed (their packages would start services on port 53), and no root is needed.
set -euo pipefail
cd "$(dirname "$0")/../.."
servers=(knot nsd unbound bind9 dnsmasq-base)

# The libraries of some packages that are not installed here.
missing_libraries() {
    apt-cache depends --no-recommends --no-suggests "$@" | sed -n -E 's/^  Depends: ((lib|bind9-libs).*)/\1/p' | sort -u |
        while read -r name; do
            dpkg-query --show --showformat '${Status}' "$name" 2>/dev/null | grep -q '^install ok' || echo "$name"
        done
}

# Libraries need libraries.
wanted=("${servers[@]}")
found=("${servers[@]}")
while [ ${#found[@]} -gt 0 ]; do
    mapfile -t found < <(missing_libraries "${found[@]}" | grep -v -x -F "$(printf '%s\n' "${wanted[@]}")")
    wanted+=("${found[@]}")
done

rm -rf .build/peers
mkdir -p .build/peers/packages
cd .build/peers/packages
apt-get download --quiet=2 "${wanted[@]}"
for package in *.deb; do dpkg --extract "$package" ..; done
rm -r ../packages
echo "unpacked: ${wanted[*]}"
