/** Runs beside each other: two of them as a table, the last ones as a page with pictures. */
package org.palmares.tools.bench.page;
