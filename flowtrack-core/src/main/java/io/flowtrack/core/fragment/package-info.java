/** Fragments of IP datagrams, held until their datagram is whole. */
@NullMarked
package io.flowtrack.core.fragment;

import org.jspecify.annotations.NullMarked;
