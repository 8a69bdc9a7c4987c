package io.hypha.access;

import static io.hypha.access.Permission.ADMINISTER;
import static io.hypha.access.Permission.EXECUTE;
import static io.hypha.access.Permission.MANAGE;
import static io.hypha.access.Permission.READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrincipalTest {
    @Test
    void shouldLetEachRoleDoWhatTheOnesBeforeMay() {
        assertThat(permissions(Role.VIEWER)).containsExactly(READ);
        assertThat(permissions(Role.EXECUTOR)).containsExactly(READ, EXECUTE);
        assertThat(permissions(Role.OPERATOR)).containsExactly(READ, EXECUTE, MANAGE);
        assertThat(permissions(Role.ADMIN)).containsExactly(READ, EXECUTE, MANAGE, ADMINISTER);
    }

    @Test
    void shouldSeeOnlyTheIntegrationsItIsLimitedTo() {
        Principal viewer = principal(Role.VIEWER, Set.of("a"), Set.of());

        assertThat(viewer.may(READ)).isTrue();
        assertThat(viewer.may(READ, "a")).isTrue();
        assertThat(viewer.may(READ, "b")).isFalse();
        assertThat(viewer.may(READ, "A")).isFalse();
        assertThat(viewer.mayExecute("a", "get")).isFalse();
    }

    @Test
    void shouldExecuteOnlyTheActionsItIsLimitedTo() {
        Principal executor = principal(Role.EXECUTOR, Set.of("a"), Set.of("get"));

        assertThat(executor.mayExecute("a", "get")).isTrue();
        assertThat(executor.mayExecute("a", "drop")).isFalse();
        assertThat(executor.mayExecute("a", "")).isFalse();
        assertThat(executor.mayExecute("b", "get")).isFalse();
    }

    @Test
    void shouldNotAdministerWithLimits() {
        assertThat(principal(Role.ADMIN, Set.of("a"), Set.of()).may(ADMINISTER)).isFalse();
    }

    @Test
    void shouldSayWhatIsMissing() {
        Principal limited = principal(Role.EXECUTOR, Set.of("a"), Set.of("get"));

        assertThatThrownBy(() -> limited.demand(MANAGE))
                .hasMessage("The key 'agent' has the role executor, and this needs operator."
                        + " Use another key, or ask an administrator for one");
        assertThatThrownBy(() -> limited.demand(READ, "b")).hasMessageContaining("other integrations than 'b'");
        assertThatThrownBy(() -> limited.demandExecute("a", "drop"))
                .hasMessageContaining("other actions than 'drop'")
                .isInstanceOfSatisfying(
                        AccessException.class, e -> assertThat(e.reason()).isEqualTo(AccessException.Reason.FORBIDDEN));
        limited.demandExecute("a", "get");
    }

    private static Permission[] permissions(Role role) {
        return Arrays.stream(Permission.values())
                .filter(permission -> principal(role, Set.of(), Set.of()).may(permission, "any"))
                .toArray(Permission[]::new);
    }

    private static Principal principal(Role role, Set<String> integrations, Set<String> actions) {
        return new Principal("agent", "k", role, integrations, actions);
    }
}
