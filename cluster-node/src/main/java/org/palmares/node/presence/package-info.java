/** Who is heard, who has fallen silent, and whose process has ended. */
package org.palmares.node.presence;
