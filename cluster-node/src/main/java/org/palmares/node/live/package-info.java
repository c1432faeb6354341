/** Live feeds: what changes, to those who follow. */
package org.palmares.node.live;
