/** Clients of three data centres that survive the loss of one: a sender of messages and a live reader. */
package org.palmares.tools.client;
