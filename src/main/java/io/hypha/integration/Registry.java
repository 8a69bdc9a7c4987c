package io.hypha.integration;

import java.util.List;

/** Where registrations are kept. Thread-safe; what a method did is durable when it returns. Callers keep one writer an id. */
public interface Registry {
    /** All of them; those that cannot be read say why ({@link Registration#unreadable}). */
    List<Registration> all();

    /**
     * Inserts the registration, or replaces the one of the same id, and keeps the revision in the history.
     *
     * @throws IntegrationException WRONG_REVISION if the kept revision is not the one before this
     */
    void save(Registration registration);

    /**
     * Changes the desired state only.
     *
     * @throws IntegrationException WRONG_REVISION if it is not kept any more
     */
    void desire(String id, DesiredState desired);

    /** Deletes it with its history; nothing happens if there is none. */
    void delete(String id);
}
