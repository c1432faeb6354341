/** The pages in the browser. */
package org.palmares.node.pages;
