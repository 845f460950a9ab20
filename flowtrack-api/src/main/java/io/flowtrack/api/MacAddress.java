package io.flowtrack.api;

/**
 * A 48-bit Ethernet address (EUI-48).
 *
 * @param bits the six bytes, first byte most significant; the upper 16 bits are 0
 */
public record MacAddress(long bits) implements Comparable<MacAddress> {
    private static final int BYTES = 6;

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if there are more than 48 bits
     */
    public MacAddress {
        if (bits >>> (BYTES * Byte.SIZE) != 0) {
            throw new IllegalArgumentException("a MAC address of more than 48 bits");
        }
    }

    /** By value. */
    @Override
    public int compareTo(MacAddress other) {
        return Long.compare(bits, other.bits);
    }

    /** Six pairs of lower-case hexadecimal digits with colons. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int shift = (BYTES - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            int value = (int) (bits >>> shift) & 0xFF;
            text.append(Character.forDigit(value >> 4, 16))
                    .append(Character.forDigit(value & 0xF, 16))
                    .append(shift == 0 ? "" : ":");
        }
        return text.toString();
    }
}
