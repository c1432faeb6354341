/** One connection between each two nodes, for what goes between them all the time. */
package org.palmares.node.link;
