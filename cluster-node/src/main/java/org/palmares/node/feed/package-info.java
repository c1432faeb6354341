/** The feed between the boards of all nodes: every event once, gaps noticed and filled, differences found and mended. */
package org.palmares.node.feed;
