/** The figures of a run: how they are counted, told and written. */
package org.palmares.tools.bench.record;
