# Prints a line for each name: the name and its addresses, sorted. The first argument says which program asks.
addresses() {
    case $1 in
        getent) getent ahosts "$2" | cut -d ' ' -f 1 ;;
        curl) curl --verbose --silent --noproxy '*' --connect-timeout 1 "http://$2/" 2>&1 | sed -n 's/^\* *Trying \[\{0,1\}\([0-9a-f:.]*[0-9a-f]\)\]\{0,1\}:80\.\.\.$/\1/p' ;;
        busybox) busybox nslookup "$2" 2>&1 | sed -n '/^Name:/,$s/^Address: *\([^ ]*\).*$/\1/p' ;;
    esac
}

client=$1
shift
for name; do
    echo "$name" $(addresses "$client" "$name" | LC_ALL=C sort -u)
done
