package io.hypha.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypha.integration.Owner;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SightingsTest {
    private static final Owner A = Owner.file("a.yaml");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Sightings sightings = new Sightings();

    @Test
    void shouldWaitUntilFileNoLongerChanges() {
        see(stamp(1));
        see(stamp(2));
        see(stamp(2));
        assertThat(sightings.ready(NOW)).isEmpty();

        see(stamp(2));
        assertThat(sightings.ready(NOW)).containsEntry(A, stamp(2));
    }

    @Test
    void shouldTakeFileAtOnceThatNobodyWroteToForASecond() {
        Stamp old = new Stamp(5, NOW.minusSeconds(2), "inode", NOW);
        see(old);

        assertThat(sightings.ready(NOW)).containsEntry(A, old);
    }

    @Test
    void shouldNotTakeSameStateTwice() {
        settle(stamp(1));
        sightings.applied(A, stamp(1));
        assertThat(sightings.ready(NOW)).isEmpty();

        sightings.again(A);
        assertThat(sightings.ready(NOW)).containsKey(A);
    }

    @Test
    void shouldTakeFileThatWasReplacedByRename() {
        settle(stamp(1));
        sightings.applied(A, stamp(1));

        settleAnew(new Stamp(1, NOW, "other inode", NOW));
        assertThat(sightings.ready(NOW)).containsKey(A);
    }

    @Test
    void shouldTakeFileThatWasWrittenInPlaceWithItsOldTime() {
        settle(stamp(1));
        sightings.applied(A, stamp(1));

        settleAnew(new Stamp(1, NOW, "inode", NOW.plusMillis(1)));
        assertThat(sightings.ready(NOW)).containsKey(A);
    }

    @Test
    void shouldWaitLongerBeforeChangesOfFileThatRuns() {
        settle(stamp(1));
        sightings.applied(A, stamp(1));
        sightings.again(A);

        settle(stamp(2));
        assertThat(sightings.ready(NOW)).isEmpty();
        see(stamp(2));
        see(stamp(2));
        assertThat(sightings.ready(NOW)).containsKey(A);
    }

    @Test
    void shouldTakeFilesInOrderOfTheirPaths() {
        List<Owner> owners =
                Stream.of("c.yaml", "a.yaml", "b.yaml").map(Owner::file).toList();
        for (int i = 0; i < Sightings.SETTLED; i++) {
            sightings.see(
                    new Listing(owners.stream().collect(Collectors.toMap(key -> key, key -> stamp(1))), Set.of()));
        }
        assertThat(sightings.ready(NOW).keySet()).extracting(Owner::name).containsExactly("a.yaml", "b.yaml", "c.yaml");
    }

    @Test
    void shouldBelieveThatFileIsGoneOnlyAfterAWhile() {
        settle(stamp(1));
        nothing();
        nothing();
        assertThat(sightings.gone()).isEmpty();
        assertThat(sightings.isMissing(A)).isTrue();

        nothing();
        assertThat(sightings.gone()).containsExactly(A);
    }

    @Test
    void shouldForgetAbsenceOfFileThatEditorWroteAnew() {
        settle(stamp(1));
        sightings.applied(A, stamp(1));
        nothing();
        nothing();
        settleAnew(stamp(1));

        assertThat(sightings.gone()).isEmpty();
        assertThat(sightings.ready(NOW)).containsKey(A);
    }

    @Test
    void shouldNoticeAbsenceOfFileThatWasNeverSeen() {
        sightings.expect(A);
        nothing();
        nothing();
        nothing();

        assertThat(sightings.gone()).containsExactly(A);
    }

    @Test
    void shouldNotTakeUnreadableFolderForAnEmptyOne() {
        Owner inner = Owner.file("team/a.yaml");
        sightings.expect(inner);
        for (int i = 0; i < 5; i++) {
            sightings.see(new Listing(Map.of(), Set.of("team/")));
        }
        assertThat(sightings.gone()).isEmpty();
        assertThat(sightings.isMissing(inner)).isFalse();
    }

    private static Stamp stamp(long size) {
        return new Stamp(size, NOW, "inode", NOW);
    }

    private void settle(Stamp stamp) {
        see(stamp);
        see(stamp);
        see(stamp);
    }

    private void settleAnew(Stamp stamp) {
        settle(stamp);
        see(stamp);
        see(stamp);
    }

    private void see(Stamp stamp) {
        sightings.see(new Listing(Map.of(A, stamp), Set.of()));
    }

    private void nothing() {
        sightings.see(new Listing(Map.of(), Set.of()));
    }
}
