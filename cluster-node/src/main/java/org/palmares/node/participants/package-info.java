/** Who takes part: persons with their teams, units and results. */
package org.palmares.node.participants;
