/** Where two have said different things of a unit: which, and settling it. */
package org.palmares.node.schedule.conflict;
