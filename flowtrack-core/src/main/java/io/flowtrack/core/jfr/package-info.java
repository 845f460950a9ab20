/** What the JDK's Flight Recorder is told of: sweeps, growth, storms of evictions. Nobody else knows that there is one. */
@NullMarked
package io.flowtrack.core.jfr;

import org.jspecify.annotations.NullMarked;
