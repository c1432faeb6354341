/** What the storm desk's planner is asked and what it answers: a day that cannot go on as planned, and the plan that moves least. */
package org.palmares.protocol.contract.planning;
