/** Thousands of live readers in one process, each as patient and as stubborn as a browser. */
package org.palmares.tools.drill.crowd;
