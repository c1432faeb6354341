/** What the machine did while something was measured: processor time of each process of ours, of all others, and memory. */
package org.palmares.tools.bench.machine;
