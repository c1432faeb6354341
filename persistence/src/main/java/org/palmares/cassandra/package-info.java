/** The schema of the journal in Cassandra: made and checked. */
package org.palmares.cassandra;
