/** The solvers: each makes variables and constraints of the model and takes the levels one after the other. */
package org.palmares.planner.solve;
