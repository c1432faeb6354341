/** What is said of a Games as a whole, from its own messages: its days, its zone, which one is meant. Pure: no clock, no zone of the node. */
package org.palmares.node.calendar;
