/** Several trackers on several cores, with the results of one: {@link io.flowtrack.parallel.ShardedFlowTracker}. */
@NullMarked
package io.flowtrack.parallel;

import org.jspecify.annotations.NullMarked;
