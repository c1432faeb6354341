/** From what changed to JSON: made once for each value and language, whoever gets it and however it is sent. */
package org.palmares.node.live.rendering;
