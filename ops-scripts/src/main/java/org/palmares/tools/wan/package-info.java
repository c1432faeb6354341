/** Data centres as far apart as real ones: networks of their own on this machine, and a router that takes its time between them. */
package org.palmares.tools.wan;
