/** The program: its parts are constructed here, and may not know of this package. Programs that embed it start at {@link HyphaRuntime}. */
package io.hypha;
