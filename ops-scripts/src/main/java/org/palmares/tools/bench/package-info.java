/** Measures of a running system: how fast messages are acknowledged and reach those who listen. */
package org.palmares.tools.bench;
