/** Values as JSON. */
package org.palmares.json;
