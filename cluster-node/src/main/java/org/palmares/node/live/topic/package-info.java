/** What a subject has to say for live readers of what changes. */
package org.palmares.node.live.topic;
