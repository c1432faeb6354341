/** Sending ODF to three data centres and listening to them: the clients that survive the loss of one, and {@code palmares load}. */
package org.palmares.tools.load;
