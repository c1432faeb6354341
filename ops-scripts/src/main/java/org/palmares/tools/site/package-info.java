/** The data centres of one machine: started, stopped, killed and asked. */
package org.palmares.tools.site;
