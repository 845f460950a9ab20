/** Capture files: read through a mapping or a stream, and written. */
@NullMarked
package io.flowtrack.pcap;

import org.jspecify.annotations.NullMarked;
