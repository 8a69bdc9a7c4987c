package io.hypha.store;

import static io.hypha.store.Samples.NOON;
import static io.hypha.store.Samples.registration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hypha.config.InvalidDocumentException;
import io.hypha.integration.DesiredState;
import io.hypha.integration.IntegrationException;
import io.hypha.integration.Owner;
import io.hypha.integration.Registration;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a registry does, in whichever database. */
interface RegistryContract {
    Database database();

    private JdbcRegistry registry() {
        return new JdbcRegistry(database(), new PlainCipher());
    }

    @Test
    default void shouldGiveBackWhatWasSaved() {
        registry().save(registration("crm", 1));

        assertThat(registry().all()).containsExactly(registration("crm", 1));
    }

    @Test
    default void shouldReplaceByTheNextRevisionAndKeepTheHistory() {
        JdbcRegistry registry = registry();
        registry.save(registration("crm", 1));
        registry.save(registration("crm", 2));

        assertThat(registry.all()).containsExactly(registration("crm", 2));
        assertThat(revisions("crm")).containsExactly(1L, 2L);
    }

    @Test
    default void shouldRefuseARevisionThatDoesNotFollow() {
        JdbcRegistry registry = registry();
        assertThatThrownBy(() -> registry.save(registration("crm", 2))).isInstanceOf(IntegrationException.class);
        registry.save(registration("crm", 1));
        assertThatThrownBy(() -> registry.save(registration("crm", 1)))
                .isInstanceOf(IntegrationException.class)
                .hasMessageContaining("crm")
                .hasMessageContaining("revision 1");
        assertThatThrownBy(() -> registry.save(registration("crm", 3))).isInstanceOf(IntegrationException.class);

        assertThat(registry.all()).containsExactly(registration("crm", 1));
        assertThat(revisions("crm")).containsExactly(1L);
    }

    @Test
    default void shouldLetOneOfManyWritersOfARevisionWin() throws InterruptedException {
        JdbcRegistry registry = registry();
        registry.save(registration("crm", 1));
        Set<Throwable> refusals = ConcurrentHashMap.newKeySet();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> writers = IntStream.range(0, 8)
                .mapToObj(n -> new Thread(() -> {
                    try {
                        start.await();
                        registry.save(registration("crm", 2));
                    } catch (InterruptedException | RuntimeException e) {
                        refusals.add(e);
                    }
                }))
                .toList();
        writers.forEach(Thread::start);
        start.countDown();
        for (Thread writer : writers) {
            writer.join();
        }

        assertThat(refusals).hasSize(7).allMatch(IntegrationException.class::isInstance);
        assertThat(revisions("crm")).containsExactly(1L, 2L);
    }

    @Test
    default void shouldChangeTheDesiredStateOnly() {
        JdbcRegistry registry = registry();
        registry.save(registration("crm", 1));
        registry.desire("crm", DesiredState.PAUSED);

        Registration kept = registry.all().get(0);
        assertThat(kept.desired()).isEqualTo(DesiredState.PAUSED);
        assertThat(kept.revision()).isEqualTo(1);
        assertThatThrownBy(() -> registry.desire("unknown", DesiredState.PAUSED))
                .isInstanceOf(IntegrationException.class)
                .hasMessageContaining("not kept any more");
    }

    @Test
    default void shouldReadTheOthersWhereOneIsDamaged() {
        JdbcRegistry registry = registry();
        registry.save(registration("broken", 1));
        registry.save(registration("crm", 1));
        registry.save(registration("gone", 1));
        database().write("damage", handle -> {
            handle.execute("UPDATE hypha_revision SET config = ? WHERE integration_id = 'broken'", new byte[9]);
            handle.execute("DELETE FROM hypha_revision WHERE integration_id = 'gone'");
        });

        List<Registration> all = registry.all();

        assertThat(all).extracting(Registration::id).containsExactly("broken", "crm", "gone");
        assertThat(all.get(0).unreadable()).contains("'broken' cannot be read: another context");
        assertThat(all.get(1)).isEqualTo(registration("crm", 1));
        assertThat(all.get(2).unreadable()).contains("'gone' is missing");
        registry.save(registration("broken", 2));
        registry.save(registration("gone", 2));
        assertThat(registry.all()).extracting(Registration::unreadable).containsOnlyNulls();
    }

    @Test
    default void shouldTellWhetherAnythingIsKept() {
        assertThat(registry().isEmpty()).isTrue();
        registry().save(registration("crm", 1));
        assertThat(registry().isEmpty()).isFalse();
    }

    @Test
    default void shouldDeleteWithTheHistory() {
        JdbcRegistry registry = registry();
        registry.save(registration("crm", 1));
        registry.save(registration("crm", 2));
        registry.save(registration("erp", 1));
        registry.delete("crm");
        registry.delete("crm");

        assertThat(registry.all()).containsExactly(registration("erp", 1));
        assertThat(revisions("crm")).isEmpty();
        registry.save(registration("crm", 1));
    }

    @Test
    default void shouldKeepHostileNamesAsTheyAre() {
        Owner owner = Owner.file("a'; DROP TABLE hypha_integration; --:x.yaml");
        Registration hostile =
                new Registration("x'); --", Samples.config(1), owner, DesiredState.STOPPED, 1, NOON, NOON);
        registry().save(hostile);

        assertThat(registry().all()).containsExactly(hostile);
    }

    @Test
    default void shouldNotStoreConfigsInTheClear() {
        registry().save(registration("crm", 1));

        byte[] column = database().read("look", handle -> handle.createQuery("SELECT config FROM hypha_revision")
                .mapTo(byte[].class)
                .one());
        assertThat(new String(column, StandardCharsets.ISO_8859_1)).doesNotContain("swordfish");
    }

    @Test
    default void shouldRefuseAConfigMovedToAnotherRevision() {
        JdbcRegistry registry = registry();
        registry.save(registration("crm", 1));
        registry.save(registration("crm", 2));
        database()
                .write(
                        "tamper",
                        handle -> handle.execute(
                                "UPDATE hypha_revision SET config = (SELECT config FROM hypha_revision WHERE revision = 1)"));

        assertThatThrownBy(registry::all)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("crm")
                .hasMessageContaining("another context")
                .hasMessageContaining("backup");
    }

    @Test
    default void shouldRefuseAConfigThatIsTooLong() {
        Registration registration = new Registration(
                "crm",
                JsonNodeFactory.instance.objectNode().put("x", "y".repeat(ConfigColumn.MAX_BYTES)),
                Owner.API,
                DesiredState.RUNNING,
                1,
                NOON,
                NOON);

        assertThatThrownBy(() -> registry().save(registration))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining("at most 1048576 can be stored");
    }

    private List<Long> revisions(String id) {
        return database().read("look", handle -> handle.createQuery(
                        "SELECT revision FROM hypha_revision WHERE integration_id = :id ORDER BY revision")
                .bind("id", id)
                .mapTo(Long.class)
                .list());
    }
}
