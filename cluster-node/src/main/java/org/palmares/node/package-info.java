/** The node: its settings, its parts and how they are put together. */
package org.palmares.node;
