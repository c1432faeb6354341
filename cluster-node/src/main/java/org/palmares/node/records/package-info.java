/** What operations decided: JSON documents with versions, journalled and replicated as results are. */
package org.palmares.node.records;
