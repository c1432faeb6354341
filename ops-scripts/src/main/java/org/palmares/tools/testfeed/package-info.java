/** Results of a test feed of its own, made to be measured: what benchmarks and drills write. */
package org.palmares.tools.testfeed;
