/** What a node knows of all competitions, in memory, for every reader. */
package org.palmares.node.board;
