/** The page of results, made from what JMH wrote. */
@NullMarked
package io.flowtrack.bench.report;

import org.jspecify.annotations.NullMarked;
