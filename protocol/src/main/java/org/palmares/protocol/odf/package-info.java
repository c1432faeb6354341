/** The Olympic Data Feed (ODF2): its messages, codes and types as immutable values, and their reading and writing as XML. */
package org.palmares.protocol.odf;
