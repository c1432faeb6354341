/** Live feeds on the wire: server-sent events and WebSocket. */
package org.palmares.node.live.transport;
