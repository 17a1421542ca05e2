import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Prints a line for each name: the name and its addresses, sorted. */
class Lookup {
    public static void main(String[] names) {
        for (String name : names) System.out.println(String.join(" ", name, addresses(name)).trim());
    }

    private static String addresses(String name) {
        try {
            return String.join(" ", Arrays.stream(InetAddress.getAllByName(name)).map(InetAddress::getHostAddress).sorted().toList());
        } catch (UnknownHostException error) {
            return "";
        }
    }
}
