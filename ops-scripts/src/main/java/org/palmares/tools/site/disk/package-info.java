/** Disks of Cassandras: whether one is a copy of the journals, its files, and small ones for drills. */
package org.palmares.tools.site.disk;
