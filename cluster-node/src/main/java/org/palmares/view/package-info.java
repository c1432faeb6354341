/** What readers get: the shapes of the HTTP contract, built from the board. No HTTP and no actors in it. */
package org.palmares.view;
