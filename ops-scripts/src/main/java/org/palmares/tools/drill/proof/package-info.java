/** Who watches a drill from outside, what was seen, and whether the system kept its promises. */
package org.palmares.tools.drill.proof;
