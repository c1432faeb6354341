/** The tool of operation, {@code ops-scripts/palmares}: one class for each command. */
package org.palmares.tools;
