package io.hypha.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRequestTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", " agent", "a\nb", "a\u0000", "a\u202eb", "anonymous", "Admin"})
    void shouldRefuseNamesThatDeceive(String name) {
        assertThatThrownBy(() -> new KeyRequest(name, Role.VIEWER, null, null, null))
                .isInstanceOfSatisfying(
                        AccessException.class, e -> assertThat(e.reason()).isEqualTo(AccessException.Reason.INVALID))
                .hasMessageStartingWith("name must");
    }

    @Test
    void shouldRefuseANameThatIsTooLong() {
        assertThatThrownBy(() -> new KeyRequest("x".repeat(101), Role.VIEWER, null, null, null))
                .hasMessageContaining("1 to 100");
    }

    @Test
    void shouldRefuseAMissingRole() {
        assertThatThrownBy(() -> new KeyRequest("agent", null, null, null, null))
                .hasMessageContaining("viewer, executor, operator, admin");
    }

    @Test
    void shouldRefuseALimitedAdmin() {
        assertThatThrownBy(() -> new KeyRequest("agent", Role.ADMIN, Set.of("crm"), null, null))
                .hasMessageContaining("cannot be limited");
    }

    @Test
    void shouldRefuseActionsForARoleThatMayChangeThem() {
        assertThatThrownBy(() -> new KeyRequest("agent", Role.OPERATOR, Set.of("crm"), Set.of("get"), null))
                .hasMessageContaining("may change what an action does")
                .hasMessageContaining("executor");
        assertThat(new KeyRequest("agent", Role.EXECUTOR, null, Set.of("get"), null).actions())
                .containsExactly("get");
    }

    @Test
    void shouldTakeMissingLimitsForNone() {
        KeyRequest request = new KeyRequest("B\u00fcro 7", Role.VIEWER, null, null, null);

        assertThat(request.integrations()).isEmpty();
        assertThat(request.actions()).isEmpty();
    }
}
