/** Judges problems and plans by the words of the contract alone: it knows neither the model nor the solvers. */
package org.palmares.planner.check;
