package io.hypha.store;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * Which database, and as whom.
 *
 * @param url begins with {@code jdbc:h2:} or {@code jdbc:postgresql:}
 * @param username null where the URL says it, or for the user of an H2 file of our own
 * @param password null is none
 */
public record StoreSettings(String url, String username, String password) {
    public StoreSettings {
        requireNonNull(url, "url is null");
        if (Vendor.of(url).isEmpty()) {
            throw new StoreException("hypha.store.url must begin with jdbc:h2: or jdbc:postgresql: but it is '"
                    + Vendor.describe(url) + "'");
        }
    }

    /** An H2 file in the data folder. */
    public static StoreSettings under(Path data) {
        String file = data.toAbsolutePath().normalize().resolve("hypha").toString();
        if (file.indexOf(';') >= 0) {
            throw new StoreException("The data folder's name must not contain ';': " + data
                    + ". Choose another folder (hypha.data), or a database (hypha.store.url)");
        }
        return new StoreSettings("jdbc:h2:file:" + file, null, null);
    }

    /** Without the password, and without what follows the database's name, as that may hold one. */
    @Override
    public String toString() {
        return "StoreSettings[" + Vendor.describe(url) + "]";
    }
}
