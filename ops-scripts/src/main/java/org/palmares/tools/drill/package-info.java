/** Failover drills on this machine: what breaks things, who watches, and the agent that carries drills out. */
package org.palmares.tools.drill;
