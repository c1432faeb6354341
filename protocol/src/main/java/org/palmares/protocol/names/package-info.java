/** Languages, and names of NOCs and disciplines in them. */
package org.palmares.protocol.names;
