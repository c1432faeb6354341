/** Who follows, and who gets what: filters, what was missed, and what waits for whom. */
package org.palmares.node.live;
