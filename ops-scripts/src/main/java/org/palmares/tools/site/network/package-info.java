/** What data centres of one machine are told apart by, and cut off from each other. */
package org.palmares.tools.site.network;
