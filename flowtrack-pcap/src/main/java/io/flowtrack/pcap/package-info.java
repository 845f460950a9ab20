/** Capture files, read through a mapping or a stream, and written; network interfaces and filters, through libpcap. */
@NullMarked
package io.flowtrack.pcap;

import org.jspecify.annotations.NullMarked;
