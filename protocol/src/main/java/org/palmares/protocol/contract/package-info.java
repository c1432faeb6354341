/** The public contract: what clients and tools share with the node. */
package org.palmares.protocol.contract;
