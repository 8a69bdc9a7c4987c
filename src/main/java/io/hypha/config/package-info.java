/** Reading settings and documents, and reporting every problem at once. */
package io.hypha.config;
