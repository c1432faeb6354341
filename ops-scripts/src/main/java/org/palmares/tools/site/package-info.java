/** The data centres of one machine: their processes, started, stopped, killed and asked. */
package org.palmares.tools.site;
