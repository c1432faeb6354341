/** The HTTP contract: one class of routes for each resource, which translate and no more. */
package org.palmares.http;
