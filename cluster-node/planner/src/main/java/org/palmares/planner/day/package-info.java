/** The model of a day that all solvers share, in minutes and without any solver: what may move where, and what ties one unit to another. */
package org.palmares.planner.day;
