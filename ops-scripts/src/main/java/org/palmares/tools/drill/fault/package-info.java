/** What a drill breaks, and how it is mended whatever becomes of the drill. */
package org.palmares.tools.drill.fault;
