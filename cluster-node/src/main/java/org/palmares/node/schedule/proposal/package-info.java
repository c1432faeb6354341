/** The storm desk: somebody says what happened, and is proposed the plan that moves least. */
package org.palmares.node.schedule.proposal;
