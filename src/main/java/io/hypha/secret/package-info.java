/** Ciphers, the master password, references to secrets, and masking by value. */
package io.hypha.secret;
