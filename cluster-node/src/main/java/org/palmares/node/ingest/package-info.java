/** From an ODF message to the commands that record it in the competitions it speaks of. */
package org.palmares.node.ingest;
