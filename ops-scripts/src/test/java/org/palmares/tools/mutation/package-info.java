/** Messages of the sample Games as no system should send them, and what must not come of it. */
package org.palmares.tools.mutation;
