/** An embedded Cassandra for each data centre of this machine: what it is configured and started with, and what its administrator asks of it. */
package org.palmares.tools.cassandra;
