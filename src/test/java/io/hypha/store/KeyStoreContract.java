package io.hypha.store;

import static io.hypha.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.hypha.access.ApiKey;
import io.hypha.access.Role;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a key store does, in whichever database. */
interface KeyStoreContract {
    Database database();

    @Test
    default void shouldGiveBackKeysOldestFirst() {
        ApiKey young = new ApiKey(
                "k2", "ci", "b".repeat(64), Role.VIEWER, Set.of(), Set.of(), NOON.plusSeconds(1), null, null);
        ApiKey old = new ApiKey(
                "k1",
                "agent",
                "a".repeat(64),
                Role.EXECUTOR,
                Set.of("crm", "a\"b"),
                Set.of("GET /data/{id}"),
                NOON,
                NOON.plusSeconds(60),
                NOON.plusSeconds(30));
        JdbcKeyStore store = new JdbcKeyStore(database());
        store.save(young);
        store.save(old);

        assertThat(store.all()).containsExactly(old, young);
    }

    @Test
    default void shouldReplaceTheKeyOfTheSameId() {
        JdbcKeyStore store = new JdbcKeyStore(database());
        store.save(new ApiKey("k", "ci", "a".repeat(64), Role.ADMIN, Set.of(), Set.of(), NOON, null, null));
        ApiKey revoked = new ApiKey("k", "ci", "b".repeat(64), Role.ADMIN, Set.of(), Set.of(), NOON, null, NOON);
        store.save(revoked);

        assertThat(store.all()).containsExactly(revoked);
    }
}
