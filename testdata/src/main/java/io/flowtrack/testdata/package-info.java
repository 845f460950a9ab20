/** Traffic for tests: frames, conversations, and what goes wrong with them. */
@NullMarked
package io.flowtrack.testdata;

import org.jspecify.annotations.NullMarked;
