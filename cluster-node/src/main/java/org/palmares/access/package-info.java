/** Who may do what. */
package org.palmares.access;
