/** Programs of others that do the same work on the same machine in the same run, so that a figure has something beside it. */
package org.palmares.tools.bench.peer;
