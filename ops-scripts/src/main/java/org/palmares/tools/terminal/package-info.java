/** What every command stands on: how it fails, how it runs other programs, and the machine it runs on. */
package org.palmares.tools.terminal;
