/** Files that are whole or not there, folders, and work that only one may do at a time. */
package org.palmares.tools.files;
