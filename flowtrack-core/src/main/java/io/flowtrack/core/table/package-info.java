/** The flow table: find, insert, touch, remove, oldest. */
@NullMarked
package io.flowtrack.core.table;

import org.jspecify.annotations.NullMarked;
