/** The tool of operation, {@code ops-scripts/palmares}: where it begins. Its commands are in {@code command}, what they call is below. */
package org.palmares.tools;
