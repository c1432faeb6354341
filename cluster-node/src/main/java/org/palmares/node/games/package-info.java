/** Games, their disciplines and competitions; what operations decide about a Games. */
package org.palmares.node.games;
