package io.hypha.execution;

/** Whose fault a failed call is: what the fallback, the circuit breaker, the status and the log go by. */
public enum Fault {
    /** The caller's own: it says nothing about the backend, and a fallback would hide the mistake. */
    CALLER,
    /** A limit of Hypha's own refused the call: it says nothing new about the backend. */
    LIMIT,
    /** The backend is alive, but gave no answer of use: it is busy, or answers too much. */
    ANSWER,
    /** The backend fails, or cannot be reached; or Hypha itself fails on the way to it. */
    BACKEND;

    /** Whether it tells that the integration is not well. */
    public boolean isIllness() {
        return this == ANSWER || this == BACKEND;
    }
}
