/** How a call proves who it is to the backend: basic, API keys, bearer and OAuth2 tokens. */
package io.hypha.credential;
