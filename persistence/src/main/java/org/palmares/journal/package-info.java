/** The competition as a sharded, persistent, replicated actor: its protocol, its journal and how commands find it. */
package org.palmares.journal;
