/** The packets that are measured: the same for every benchmark, and for any other program through a capture file. */
@NullMarked
package io.flowtrack.bench.traffic;

import org.jspecify.annotations.NullMarked;
