/** Values as JSON. */
package org.palmares.protocol.json;
