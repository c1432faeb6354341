/** HTTP/1.1 and 1.0 over Netty (RFC 9112): connections, requests and answers. Knows how, and nothing of what. */
package org.palmares.node.server;
