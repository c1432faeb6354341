/** The tool of operation, {@code ops-scripts/palmares}: where it begins, and the commands that put several of its libraries together. */
package org.palmares.tools;
