package io.hypha.access;

import static io.hypha.access.AccessException.Reason.CONFLICT;
import static io.hypha.access.AccessException.Reason.INVALID;
import static io.hypha.access.AccessException.Reason.NOT_FOUND;
import static java.util.Objects.requireNonNull;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All API keys. Thread-safe: authenticating reads memory only and never waits; changes are stored before they count.
 */
public final class ApiKeys {
    /** The id and name of the key that comes from the settings or the file. */
    static final String ADMIN = "admin";

    /** Longer than any key; a header may be as long as a server takes. */
    private static final int LONGEST = 512;

    private final KeyStore store;
    private final Clock clock;
    private final Secrets secrets;
    private final Map<String, ApiKey> keys = new LinkedHashMap<>();
    private volatile KeyIndex index;

    /** Reads the stored keys, and stores the admin key if it is not the one of the last start. */
    public ApiKeys(KeyStore store, AdminKey admin, Clock clock, SecureRandom random) {
        this.store = requireNonNull(store, "store is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.secrets = new Secrets(random);
        store.all().forEach(key -> keys.put(key.id(), key));
        adopt(admin);
        index = new KeyIndex(keys.values());
    }

    /** Who it is; empty for a key that is missing (null), unknown, expired or revoked. */
    public Optional<Principal> authenticate(String presentedKey) {
        return presentedKey == null || presentedKey.length() > LONGEST
                ? Optional.empty()
                : index.find(presentedKey, clock.instant());
    }

    /** The key that this is, where it is not good any more: revoked or expired. Empty for one that is unknown. */
    public Optional<ApiKey> withdrawn(String presentedKey) {
        return presentedKey == null || presentedKey.length() > LONGEST
                ? Optional.empty()
                : index.withdrawn(presentedKey, clock.instant());
    }

    /** Every key ever made, revoked ones too; oldest first. */
    public synchronized List<ApiKey> list() {
        return List.copyOf(keys.values());
    }

    /** @throws AccessException INVALID if it would be expired already, CONFLICT if the name is taken */
    public synchronized IssuedKey create(KeyRequest request) {
        Instant now = clock.instant();
        if (request.expiresAt() != null && !now.isBefore(request.expiresAt())) {
            throw new AccessException(
                    INVALID, "expires_at must be in the future: " + request.expiresAt() + " (it is " + now + ")");
        }
        demandFree(request.name(), now);
        String secret = secrets.newKey();
        ApiKey key = new ApiKey(
                secrets.newId(),
                request.name(),
                Secrets.hash(secret),
                request.role(),
                request.integrations(),
                request.actions(),
                now,
                request.expiresAt(),
                null);
        keep(key);
        return new IssuedKey(key, secret);
    }

    /**
     * Gives it a new secret; the old one is refused at once.
     *
     * @throws AccessException NOT_FOUND, or CONFLICT if it is revoked, expired or the admin key
     */
    public synchronized IssuedKey rotate(String id) {
        ApiKey key = find(id);
        if (id.equals(ADMIN)) {
            throw new AccessException(
                    CONFLICT,
                    "The admin key is not rotated here: delete the file admin.key in the data folder (or change"
                            + " hypha.admin-key) and restart");
        }
        if (!key.isGood(clock.instant())) {
            throw new AccessException(CONFLICT, "Key '" + id + "' is revoked or expired. Create a new one");
        }
        String secret = secrets.newKey();
        ApiKey rotated = key.withHash(Secrets.hash(secret));
        keep(rotated);
        return new IssuedKey(rotated, secret);
    }

    /**
     * Refuses it from now on. Nothing happens if it is revoked already.
     *
     * @throws AccessException NOT_FOUND, or CONFLICT if it is the last admin key
     */
    public synchronized ApiKey revoke(String id) {
        ApiKey key = find(id);
        if (key.revokedAt() != null) {
            return key;
        }
        demandAnotherAdmin(key);
        ApiKey revoked = key.revoked(clock.instant());
        keep(revoked);
        return revoked;
    }

    /** The stored one stays as it is, revoked or not, unless the file or the setting has another: whoever wrote that decides. */
    private void adopt(AdminKey admin) {
        String hash = Secrets.hash(admin.value());
        ApiKey kept = keys.get(ADMIN);
        if (kept == null || !kept.hash().equals(hash)) {
            ApiKey key = new ApiKey(ADMIN, ADMIN, hash, Role.ADMIN, Set.of(), Set.of(), clock.instant(), null, null);
            store.save(key);
            keys.put(ADMIN, key);
        }
    }

    private void demandFree(String name, Instant now) {
        if (keys.values().stream().anyMatch(key -> key.name().equals(name) && key.isGood(now))) {
            throw new AccessException(
                    CONFLICT, "There is a key named '" + name + "'. Choose another name, or rotate or revoke that key");
        }
    }

    /** One that never expires: else everybody would be locked out some day. */
    private void demandAnotherAdmin(ApiKey key) {
        boolean another = keys.values().stream()
                .filter(other -> !other.id().equals(key.id()))
                .anyMatch(
                        other -> other.role() == Role.ADMIN && other.revokedAt() == null && other.expiresAt() == null);
        if (key.role() == Role.ADMIN && key.expiresAt() == null && !another) {
            throw new AccessException(
                    CONFLICT,
                    "Key '" + key.id() + "' is the last admin key that does not expire. Create another first");
        }
    }

    private ApiKey find(String id) {
        ApiKey key = keys.get(id);
        if (key == null) {
            throw new AccessException(
                    NOT_FOUND, "There is no key with the id '" + id + "'. List the keys to see their ids");
        }
        return key;
    }

    private void keep(ApiKey key) {
        store.save(key);
        keys.put(key.id(), key);
        index = new KeyIndex(keys.values());
    }
}
