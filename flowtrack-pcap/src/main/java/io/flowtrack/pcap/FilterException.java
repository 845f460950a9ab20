package io.flowtrack.pcap;

/** A filter expression is wrong, or says something that packets of a link type do not have. */
public final class FilterException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    FilterException(String message) {
        super(message);
    }
}
