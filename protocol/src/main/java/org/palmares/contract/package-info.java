/** What clients and tools share with the node. */
package org.palmares.contract;
