/** Failover drills on this machine: how one is run, and who watches. */
package org.palmares.tools.drill;
