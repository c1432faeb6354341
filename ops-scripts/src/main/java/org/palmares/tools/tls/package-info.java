/** Certificates for trials: a small authority of one's own, and what each data centre needs of it to speak TLS. */
package org.palmares.tools.tls;
