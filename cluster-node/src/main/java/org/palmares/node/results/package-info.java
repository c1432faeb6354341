/** Results, medals, and ODF documents as they came. */
package org.palmares.node.results;
