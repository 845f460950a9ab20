/** How long tracking a packet takes, beside reading it only and beside the tracker people write themselves. */
@NullMarked
package io.flowtrack.bench;

import org.jspecify.annotations.NullMarked;
