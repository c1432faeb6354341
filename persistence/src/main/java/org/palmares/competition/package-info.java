/** The competition: what it knows, which commands it takes, which events follow, and how the events of all replicas merge. Pure Java. */
package org.palmares.competition;
