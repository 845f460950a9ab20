package io.flowtrack.api;

/**
 * The key of a flow of all IP traffic between two hosts, in both directions.
 *
 * @param a the lower address
 * @param b the higher address
 */
public record HostPair(IpAddress a, IpAddress b) {}
