/** The competition as a sharded, persistent, replicated actor: its protocol, and its journal. */
package org.palmares.journal;
