/** Where the data centres of one machine are: folders, addresses, ports, and how many nodes each has. */
package org.palmares.tools.site.layout;
