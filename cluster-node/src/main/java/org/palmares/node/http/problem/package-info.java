/** Errors as problem+json (RFC 9457). */
package org.palmares.node.http.problem;
