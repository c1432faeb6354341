/** All routes, and what is done with every request and answer. */
package org.palmares.node.api;
