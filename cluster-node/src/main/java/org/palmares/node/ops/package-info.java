/** For operations: how the feed, the boards and the journals stand, incidents, metrics. */
package org.palmares.node.ops;
