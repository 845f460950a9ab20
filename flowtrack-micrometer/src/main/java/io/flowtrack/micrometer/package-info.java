/** What a tracker has counted, as Micrometer's meters. */
@NullMarked
package io.flowtrack.micrometer;

import org.jspecify.annotations.NullMarked;
