/** Follows one TCP connection: state, history. */
@NullMarked
package io.flowtrack.core.tcp;

import org.jspecify.annotations.NullMarked;
