/** Walks one frame from link to transport and says where its headers lie. */
@NullMarked
package io.flowtrack.core.dissect;

import org.jspecify.annotations.NullMarked;
