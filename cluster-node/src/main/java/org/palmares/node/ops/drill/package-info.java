/** Failover drills: what they are, when they may run, how they are kept, and those that a node carries out itself. */
package org.palmares.node.ops.drill;
