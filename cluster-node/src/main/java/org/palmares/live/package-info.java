/** Live feeds: what changes, as server-sent events, to those who follow. */
package org.palmares.live;
