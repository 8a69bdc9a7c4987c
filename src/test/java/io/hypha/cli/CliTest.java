package io.hypha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CliTest {
    @TempDir
    Path home;

    private Shell shell;

    @BeforeEach
    void setUp() {
        shell = new Shell(home);
    }

    @Test
    void shouldSuggestClosestCommand() {
        assertThat(shell.run("exceute", "crm")).isEqualTo(2);
        assertThat(shell.err())
                .contains("knows no 'exceute'; did you mean 'execute'?")
                .contains("hypha --help");
    }

    @Test
    void shouldSuggestClosestCommandOfGroup() {
        assertThat(shell.run("keys", "rotat", "x")).isEqualTo(2);
        assertThat(shell.err()).contains("did you mean 'rotate'?");
    }

    @Test
    void shouldSuggestClosestOption() {
        assertThat(shell.run("run", "--prot", "1")).isEqualTo(2);
        assertThat(shell.err()).contains("did you mean '--port'?");
    }

    @Test
    void shouldAskForACommand() {
        assertThat(shell.run()).isEqualTo(2);
        assertThat(shell.err()).contains("Usage: hypha", "register");
        assertThat(shell.run("keys")).isEqualTo(2);
        assertThat(shell.err()).contains("Usage: hypha keys", "rotate");
    }

    @Test
    void shouldShowHelpWithoutHiddenCommands() {
        assertThat(shell.run("--help")).isZero();
        assertThat(shell.out())
                .contains("register", "execute", "encrypt", "Exit codes")
                .contains("Restart an integration.")
                .doesNotContain("train");
    }

    @Test
    void shouldFailWhereOutputCannotBeWritten() {
        assertThat(shell.diskIsFull().run("--version")).isEqualTo(1);
        assertThat(shell.err()).contains("standard output cannot be written");
    }

    @Test
    void shouldHaveHelpAsACommand() {
        assertThat(shell.run("help")).isZero();
        assertThat(shell.out()).contains("Usage: hypha", "register");
        assertThat(shell.run("help", "execute")).isZero();
        assertThat(shell.out()).contains("Usage: hypha execute", "--param");
    }

    @Test
    void shouldShowVersion() {
        assertThat(shell.run("--version")).isZero();
        assertThat(shell.out()).isEqualToIgnoringNewLines("hypha 1.2.3");
    }

    @Test
    void shouldStartRuntimeWithWhatWasGiven() {
        assertThat(shell.run("run", "--port", "0", "--management-port", "0", "--data", "/tmp/x/../d"))
                .isZero();
        assertThat(shell.started())
                .isEqualTo(Map.of("hypha.http.port", "0", "hypha.management.port", "0", "hypha.data", "/tmp/d"));
    }

    @Test
    void shouldMeanPathsFromTheCurrentFolder() {
        assertThat(shell.run("run", "--routes", "mine", "--config", "mine.yaml"))
                .isZero();
        assertThat(shell.started())
                .containsEntry("hypha.routes", Path.of("mine").toAbsolutePath().toString())
                .containsEntry(
                        "hypha.config", Path.of("mine.yaml").toAbsolutePath().toString());
    }

    @Test
    void shouldTellThatNobodyAnswers() {
        assertThat(shell.run("list")).isEqualTo(3);
        assertThat(shell.err())
                .contains("cannot reach Hypha at http://127.0.0.1:1")
                .contains("./hypha run");
    }

    @Test
    void shouldRefuseAddressThatIsNone() {
        assertThat(shell.run("list", "--url", "http://bad host")).isEqualTo(2);
        assertThat(shell.with("HYPHA_URL", "localhost:8080").run("list")).isEqualTo(2);
        assertThat(shell.err()).contains("http://127.0.0.1:8080");
    }

    @Test
    void shouldEncryptWhatComesInWithoutItsLineEnd() {
        assertThat(shell.type("s3cret\n").run("encrypt")).isZero();
        assertThat(shell.out()).isEqualToIgnoringNewLines("ENC(6 characters, {})");
    }

    @Test
    void shouldEncryptForAnotherDataFolder() {
        shell.type("s3cret").run("encrypt", "--data", "/srv/hypha");
        assertThat(shell.out()).contains("{hypha.data=/srv/hypha}").doesNotContain("master.key");
        assertThat(shell.err()).contains("one was made: /srv/hypha/master.key");
    }

    @Test
    void shouldRefuseToEncryptNothing() {
        assertThat(shell.type("\n").run("encrypt")).isEqualTo(2);
        assertThat(shell.err()).contains("no secret on standard input");
    }

    @Test
    void shouldNotTakeSecretAsArgument() {
        assertThat(shell.run("encrypt", "s3cret")).isEqualTo(2);
    }
}
