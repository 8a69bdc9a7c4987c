package io.hypha;

import io.hypha.secret.AesRecordCipher;
import io.hypha.store.Database;
import io.hypha.store.JdbcRegistry;
import io.hypha.store.StoreException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys and the tables that are encrypted with them are of use only together: says when one of them was lost. */
final class KeysAndTables {
    private static final Logger LOG = LoggerFactory.getLogger(KeysAndTables.class);

    private KeysAndTables() {}

    /**
     * To be called before anything is encrypted. Makes keys at the first start.
     *
     * @throws StoreException if definitions are kept and the keys are gone
     */
    static void check(Path data, AesRecordCipher records, Database database, JdbcRegistry registry) {
        if (records.isFresh() && !registry.isEmpty()) {
            throw new StoreException(
                    "The database (" + database.name() + ") holds integrations, but the keys that they"
                            + " are encrypted with are gone: put " + data.resolve("keys.json")
                            + " back, and master.key beside it if that is gone too. To begin without them, use another database");
        }
        if (!records.isFresh() && database.isFresh()) {
            LOG.warn(
                    "The database ({}) is new and empty, though {} is not. If a database was lost, stop and restore it"
                            + " from a backup",
                    database.name(),
                    data.resolve("keys.json"));
        }
        records.awaitKeys();
    }
}
