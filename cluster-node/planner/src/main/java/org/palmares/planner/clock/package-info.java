/** Instants as minutes of competition days. */
package org.palmares.planner.clock;
