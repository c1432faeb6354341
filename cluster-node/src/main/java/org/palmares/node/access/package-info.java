/** Who may do what. */
package org.palmares.node.access;
