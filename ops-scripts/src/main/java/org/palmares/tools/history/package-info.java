/** What clients saw, and whether the system kept its promises: told from outside, from recorded operations and final reads only. */
package org.palmares.tools.history;
