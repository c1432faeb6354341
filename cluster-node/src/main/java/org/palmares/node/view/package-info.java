/** What the shapes of several subjects have in common. */
package org.palmares.node.view;
