/** Changes of many units at once: what they are about, what they would do, and carrying them out to their end whoever dies. */
package org.palmares.node.schedule.change;
