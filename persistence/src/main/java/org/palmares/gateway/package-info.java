/** Where commands go: which data centre is asked for a competition, and which next when it does not answer. */
package org.palmares.gateway;
