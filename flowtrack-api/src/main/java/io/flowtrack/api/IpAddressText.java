package io.flowtrack.api;

import java.util.regex.Pattern;

/** Reads the text forms of IP addresses: dotted decimal, and those of RFC 4291, section 2.2. */
final class IpAddressText {
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,3}");
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-fA-F]{1,4}");
    private static final String GAP = "::";
    private static final int GROUPS = 8;
    private static final int HEX = 16;

    private final String text;
    private long high;
    private long low;
    private int groupCount;

    private IpAddressText(String text) {
        this.text = text;
    }

    static IpAddress parse(String text) {
        IpAddressText reader = new IpAddressText(text);
        return text.indexOf(':') < 0 ? IpAddress.ofIpv4(reader.dotted(text)) : reader.ipv6();
    }

    private int dotted(String part) {
        String[] numbers = part.split("\\.", -1);
        check(numbers.length == Integer.BYTES);
        int bits = 0;
        for (String number : numbers) {
            check(DECIMAL.matcher(number).matches() && Integer.parseInt(number) <= 0xFF);
            bits = bits << Byte.SIZE | Integer.parseInt(number);
        }
        return bits;
    }

    /** The groups in front of the gap, zeros for the gap, the groups behind it. */
    private IpAddress ipv6() {
        int gap = text.indexOf(GAP);
        if (gap < 0) {
            groups(text, true);
        } else {
            String tail = text.substring(gap + GAP.length());
            IpAddressText behind = new IpAddressText(text);
            behind.groups(tail, true);
            groups(text.substring(0, gap), false);
            check(groupCount + behind.groupCount < GROUPS);
            while (groupCount < GROUPS - behind.groupCount) {
                append(0);
            }
            groups(tail, true);
        }
        check(groupCount == GROUPS);
        return IpAddress.ofIpv6(high, low);
    }

    /** Groups between colons; the last of the whole text may be dotted decimal, which is two. */
    private void groups(String part, boolean isLast) {
        if (part.isEmpty()) {
            return;
        }
        String[] groups = part.split(":", -1);
        for (int i = 0; i < groups.length; i++) {
            if (isLast && i == groups.length - 1 && groups[i].indexOf('.') >= 0) {
                int bits = dotted(groups[i]);
                append(bits >>> Short.SIZE);
                append(bits & 0xFFFF);
            } else {
                check(HEXADECIMAL.matcher(groups[i]).matches());
                append(Integer.parseInt(groups[i], HEX));
            }
        }
    }

    private void append(int group) {
        high = high << Short.SIZE | low >>> (Long.SIZE - Short.SIZE);
        low = low << Short.SIZE | group;
        groupCount++;
    }

    private void check(boolean isLegal) {
        if (!isLegal) {
            throw new IllegalArgumentException("not an IP address: " + text);
        }
    }
}
