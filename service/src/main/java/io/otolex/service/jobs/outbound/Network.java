package io.otolex.service.jobs.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * A range of addresses, as {@code 10.0.0.0/8}.
 *
 * @param address 4 or 16 bytes
 * @param prefixBits how many leading bits all its addresses share
 */
record Network(byte[] address, int prefixBits) {

    Network {
        if (prefixBits < 0 || prefixBits > Byte.SIZE * address.length) {
            throw new IllegalArgumentException("a prefix of " + prefixBits + " bits is out of range");
        }
    }

    static Network parse(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        if (!literal.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) { // a name would be looked up
            throw new IllegalArgumentException(text + " is not a network such as 10.0.0.0/8 or fd00::/8");
        }
        byte[] address = bytes(literal);
        return new Network(
                address, slash < 0 ? Byte.SIZE * address.length : Integer.parseInt(text.substring(slash + 1)));
    }

    private static byte[] bytes(String literal) {
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal + " is not an address", e);
        }
    }

    boolean contains(InetAddress other) {
        byte[] bytes = other.getAddress();
        if (bytes.length != address.length) {
            return false;
        }
        int whole = prefixBits / Byte.SIZE;
        int mask = 0xff00 >> prefixBits % Byte.SIZE & 0xff;
        return Arrays.equals(bytes, 0, whole, address, 0, whole)
                && (mask == 0 || (bytes[whole] & mask) == (address[whole] & mask));
    }
}
