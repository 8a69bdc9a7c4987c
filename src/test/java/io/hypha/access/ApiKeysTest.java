package io.hypha.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.hypha.access.AccessException.Reason;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
    private static final String ADMIN = "an-admin-key-of-the-settings";

    private final MemoryKeyStore store = new MemoryKeyStore();
    private final MovableClock clock = new MovableClock();
    private final ApiKeys keys = start(ADMIN);

    @Test
    void shouldAuthenticateTheAdminKey() {
        assertThat(keys.authenticate(ADMIN)).contains(new Principal("admin", "admin", Role.ADMIN, Set.of(), Set.of()));
    }

    @Test
    void shouldAuthenticateACreatedKeyAlsoAfterARestart() {
        IssuedKey issued = keys.create(new KeyRequest("agent", Role.EXECUTOR, Set.of("crm"), Set.of("get"), null));

        Principal expected = new Principal("agent", issued.details().id(), Role.EXECUTOR, Set.of("crm"), Set.of("get"));
        assertThat(issued.secret()).matches("hypha_[A-Za-z0-9_-]{43}");
        assertThat(keys.authenticate(issued.secret())).contains(expected);
        assertThat(start(ADMIN).authenticate(issued.secret())).contains(expected);
    }

    @Test
    void shouldRefuseWhatIsNoKey() {
        IssuedKey issued = keys.create(request("agent", Role.VIEWER));

        assertThat(keys.authenticate(null)).isEmpty();
        assertThat(keys.authenticate("")).isEmpty();
        assertThat(keys.authenticate(issued.secret() + "A")).isEmpty();
        assertThat(keys.authenticate(issued.secret().toLowerCase(Locale.ROOT))).isEmpty();
        assertThat(keys.authenticate(issued.details().hash())).isEmpty();
        assertThat(keys.authenticate("x".repeat(100_000))).isEmpty();
    }

    @Test
    void shouldKnowKeysThatAreNotGoodAnyMore() {
        IssuedKey expiring = keys.create(
                new KeyRequest("agent", Role.VIEWER, null, null, clock.instant().plusSeconds(60)));
        IssuedKey revoked = keys.create(request("other", Role.VIEWER));
        assertThat(keys.withdrawn(expiring.secret())).isEmpty();
        keys.revoke(revoked.details().id());
        clock.advance(Duration.ofSeconds(60));

        assertThat(keys.withdrawn(expiring.secret())).map(ApiKey::name).contains("agent");
        assertThat(keys.withdrawn(revoked.secret()))
                .map(ApiKey::id)
                .contains(revoked.details().id());
        assertThat(keys.authenticate(revoked.secret())).isEmpty();
        assertThat(keys.withdrawn("unknown")).isEmpty();
        assertThat(keys.withdrawn(null)).isEmpty();
    }

    @Test
    void shouldRefuseAnExpiredKeyFromThatMomentOn() {
        Instant expiry = clock.instant().plusSeconds(60);
        IssuedKey issued = keys.create(new KeyRequest("agent", Role.VIEWER, null, null, expiry));
        clock.advance(Duration.ofSeconds(59));
        assertThat(keys.authenticate(issued.secret())).isPresent();
        clock.advance(Duration.ofSeconds(1));

        assertThat(keys.authenticate(issued.secret())).isEmpty();
    }

    @Test
    void shouldRefuseARevokedKeyAtOnceAndAfterARestart() {
        IssuedKey issued = keys.create(request("agent", Role.VIEWER));
        ApiKey revoked = keys.revoke(issued.details().id());

        assertThat(revoked.revokedAt()).isEqualTo(clock.instant());
        assertThat(keys.authenticate(issued.secret())).isEmpty();
        assertThat(start(ADMIN).authenticate(issued.secret())).isEmpty();
        assertThat(keys.revoke(issued.details().id())).isEqualTo(revoked);
    }

    @Test
    void shouldRefuseTheOldSecretOfARotatedKeyAtOnce() {
        IssuedKey old = keys.create(request("agent", Role.OPERATOR));
        IssuedKey rotated = keys.rotate(old.details().id());

        assertThat(keys.authenticate(old.secret())).isEmpty();
        assertThat(keys.authenticate(rotated.secret()))
                .contains(new Principal("agent", old.details().id(), Role.OPERATOR, Set.of(), Set.of()));
    }

    @Test
    void shouldNotRotateARevokedKeyOrTheAdminKey() {
        String id = keys.create(request("agent", Role.VIEWER)).details().id();
        keys.revoke(id);

        refused(() -> keys.rotate(id), Reason.CONFLICT, "revoked or expired");
        refused(() -> keys.rotate("admin"), Reason.CONFLICT, "admin.key");
    }

    @Test
    void shouldSayThatThereIsNoSuchKey() {
        refused(() -> keys.revoke("nobody"), Reason.NOT_FOUND, "nobody");
        refused(() -> keys.rotate("nobody"), Reason.NOT_FOUND, "nobody");
    }

    @Test
    void shouldRefuseATakenNameUntilItsKeyIsRevoked() {
        String id = keys.create(request("agent", Role.VIEWER)).details().id();
        refused(() -> keys.create(request("agent", Role.ADMIN)), Reason.CONFLICT, "agent");
        keys.revoke(id);

        assertThat(keys.create(request("agent", Role.VIEWER)).details().id()).isNotEqualTo(id);
    }

    @Test
    void shouldRefuseAKeyThatWouldBeExpired() {
        KeyRequest expired = new KeyRequest("agent", Role.VIEWER, null, null, clock.instant());

        refused(() -> keys.create(expired), Reason.INVALID, "future");
    }

    @Test
    void shouldNotRevokeTheLastAdminKey() {
        keys.create(request("operator", Role.OPERATOR));
        keys.create(new KeyRequest(
                "visitor", Role.ADMIN, null, null, clock.instant().plusSeconds(60)));
        refused(() -> keys.revoke("admin"), Reason.CONFLICT, "last admin key");
        keys.create(request("boss", Role.ADMIN));
        keys.revoke("admin");

        assertThat(keys.authenticate(ADMIN)).isEmpty();
        assertThat(start(ADMIN).authenticate(ADMIN))
                .as("revoked also after a restart")
                .isEmpty();
    }

    @Test
    void shouldReplaceTheAdminKeyByAnotherAtTheNextStart() {
        keys.create(request("boss", Role.ADMIN));
        keys.revoke("admin");
        ApiKeys restarted = start("another-admin-key-of-the-settings");

        assertThat(restarted.authenticate(ADMIN)).isEmpty();
        assertThat(restarted.authenticate("another-admin-key-of-the-settings")).isPresent();
    }

    @Test
    void shouldNotCountWhatWasNotStored() {
        IssuedKey issued = keys.create(request("agent", Role.VIEWER));
        store.broken = true;
        assertThatThrownBy(() -> keys.rotate(issued.details().id())).hasMessage("the disk is full");
        assertThatThrownBy(() -> keys.create(request("other", Role.VIEWER))).hasMessage("the disk is full");

        assertThat(keys.authenticate(issued.secret())).isPresent();
        assertThat(keys.list()).extracting(ApiKey::name).containsExactly("admin", "agent");
    }

    @Test
    void shouldShowTheSecretOnceAndTheHashNever() throws IOException {
        IssuedKey issued = keys.create(request("agent", Role.VIEWER));
        JsonMapper json = JsonMapper.builder().addModule(new JavaTimeModule()).build();

        assertThat(json.readTree(json.writeValueAsString(issued)).path("key").asText())
                .isEqualTo(issued.secret());
        assertThat(json.writeValueAsString(keys.list()))
                .doesNotContain(issued.details().hash(), issued.secret());
        assertThat(issued + " " + keys.list()).doesNotContain(issued.details().hash(), issued.secret());
    }

    private ApiKeys start(String admin) {
        return new ApiKeys(store, new AdminKey(admin, AdminKey.Origin.SETTING), clock, new SecureRandom());
    }

    private static KeyRequest request(String name, Role role) {
        return new KeyRequest(name, role, Set.of(), Set.of(), null);
    }

    private static void refused(ThrowingCallable call, Reason reason, String message) {
        assertThatThrownBy(call)
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(
                        AccessException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
