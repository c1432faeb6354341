/** Which data centres serve, and whether this node is ready. */
package org.palmares.node.sites;
