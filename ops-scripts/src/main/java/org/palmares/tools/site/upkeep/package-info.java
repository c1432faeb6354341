/** What keeps data centres as they are wanted: all of them started, what ends started again, what a drill left mended, an empty disk filled. */
package org.palmares.tools.site.upkeep;
