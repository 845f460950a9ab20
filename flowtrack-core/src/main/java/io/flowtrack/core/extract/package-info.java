/** Ready-made extractors: five-tuple, host pair, MAC pair. */
@NullMarked
package io.flowtrack.core.extract;

import org.jspecify.annotations.NullMarked;
