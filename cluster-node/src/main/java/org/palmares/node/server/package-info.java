/** HTTP/1.1 and 1.0 (RFC 9112) and WebSocket (RFC 6455) over Netty: connections, requests and answers. Knows how, and nothing of what. */
package org.palmares.node.server;
