/** How the embedded Cassandra starts: in its own process, on its own class path. */
package org.palmares.embedded;
