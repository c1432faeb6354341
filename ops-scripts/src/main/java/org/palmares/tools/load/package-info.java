/** Messages of files, sent in the order of their own time, as fast as is wished. */
package org.palmares.tools.load;
