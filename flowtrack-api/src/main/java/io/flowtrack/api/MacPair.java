package io.flowtrack.api;

/**
 * The key of a flow of all frames between two Ethernet stations, in both directions.
 *
 * @param a the lower address
 * @param b the higher address
 */
public record MacPair(MacAddress a, MacAddress b) {}
