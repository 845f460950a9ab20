/** Capture files, read through a buffer or a mapping, and written; network interfaces and filters, through libpcap. */
@NullMarked
package io.flowtrack.pcap;

import org.jspecify.annotations.NullMarked;
