/** What is said of drills: by nodes, tools and the records. */
package org.palmares.protocol.contract.drill;
