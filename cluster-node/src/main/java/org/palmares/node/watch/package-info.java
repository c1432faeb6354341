/** What operators see of a node: counted, logged, and raised as an incident where it lasts. */
package org.palmares.node.watch;
