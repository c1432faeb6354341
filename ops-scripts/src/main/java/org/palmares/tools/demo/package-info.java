/** The sample Games in the data centres of this machine: loaded, and going on. */
package org.palmares.tools.demo;
