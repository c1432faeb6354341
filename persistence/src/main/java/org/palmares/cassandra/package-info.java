/** Cassandra: an embedded one for each site of a machine, and the schema of the journal in any. */
package org.palmares.cassandra;
