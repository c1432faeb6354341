/** What every command stands on: how it fails, and how it runs other programs. */
package org.palmares.tools.terminal;
