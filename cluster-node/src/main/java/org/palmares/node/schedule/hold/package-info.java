/** Plans that feeds do not change until they are released: which, and keeping units so. */
package org.palmares.node.schedule.hold;
