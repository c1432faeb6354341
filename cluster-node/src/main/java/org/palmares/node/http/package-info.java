/** What every route uses: what is asked for, how it is answered, and what is said when it cannot be. */
package org.palmares.node.http;
