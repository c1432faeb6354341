/** The storm desk's planner as a process: a problem in, a proposal out. */
package org.palmares.planner;
