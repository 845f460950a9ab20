/** What each side of a flow has sent, whatever the protocol. */
@NullMarked
package io.flowtrack.core.count;

import org.jspecify.annotations.NullMarked;
