/** The tracker: extract, find or open, account, follow, tell. */
@NullMarked
package io.flowtrack.core;

import org.jspecify.annotations.NullMarked;
