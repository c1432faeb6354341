/** Processes that outlive the tool and are started again when they end by themselves. */
package org.palmares.tools.site.process;
