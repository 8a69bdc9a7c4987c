package io.hypha;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the script {@code hypha} with a java and an mvn that only print what they were called with. */
class LauncherTest {
    private static final String JAVA =
            """
            #!/bin/sh
            for argument in "$@"; do
              printf '[%s]\\n' "$argument"
              case $argument in -XX:ArchiveClassesAtExit=*) : >"${argument#*=}" ;; esac
            done
            cat
            """;
    private static final String MVN =
            """
            #!/bin/sh
            echo "mvn $*"
            mkdir -p target/lib
            : >target/hypha.jar
            : >target/lib/b.jar
            : >target/lib/a.jar
            """;

    @TempDir
    Path folder;

    private Path home;
    private Path jdk;
    private final Map<String, String> environment = new TreeMap<>();

    private record Result(int status, List<String> out, String err) {}

    @BeforeEach
    void setUp() throws IOException {
        home = Files.createDirectories(folder.resolve("hypha home"));
        Files.copy(Path.of("hypha"), home.resolve("hypha"));
        jdk = Files.createDirectories(folder.resolve("jdk/bin")).getParent();
        script(jdk.resolve("bin/java"), JAVA);
        script(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        version("17.0.15");
        Path tools = Files.createDirectories(folder.resolve("tools"));
        script(tools.resolve("mvn"), MVN);
        environment.put("JAVA_HOME", jdk.toString());
        environment.put("PATH", tools + ":" + System.getenv("PATH"));
    }

    @Test
    void shouldBuildOnceAndSayAnythingAboutItOnStandardErrorOnly() throws Exception {
        Result first = hypha("list");
        assertThat(first.status()).isZero();
        assertThat(first.err()).contains("Building Hypha").contains("mvn -q -B");
        assertThat(first.out()).noneMatch(line -> line.contains("mvn"));
        assertThat(hypha("list").err()).isEmpty();
    }

    @Test
    void shouldNotTakeABrokenBuildForABuild() throws Exception {
        script(folder.resolve("tools/mvn"), "#!/bin/sh\nmkdir -p target/lib\n: >target/hypha.jar\nexit 1\n");
        Result result = hypha("list");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("the build failed");
        assertThat(home.resolve("target/hypha.jar")).doesNotExist();
    }

    @Test
    void shouldTellWhereSourcesAreNewerThanTheBuild() throws Exception {
        Path source = Files.createDirectories(home.resolve("src/main")).resolve("A.java");
        Files.createFile(source);
        Files.setLastModifiedTime(source, FileTime.fromMillis(0));
        hypha("run");
        assertThat(hypha("run").err()).isEmpty();
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(hypha("run").err()).contains("an earlier build");
        assertThat(hypha("list").err()).isEmpty();
    }

    @Test
    void shouldHandArgumentsOnAsTheyAre() throws Exception {
        Result result = hypha("execute", "crm", "GET /a", "-p", "x=$HOME *");
        assertThat(result.out()).endsWith("[io.hypha.Hypha]", "[execute]", "[crm]", "[GET /a]", "[-p]", "[x=$HOME *]");
    }

    @Test
    void shouldHaveJavaReadArgumentsAsUtf8InAnyLocale() throws Exception {
        script(jdk.resolve("bin/java"), "#!/bin/sh\nprintf '%s\\n' \"${LC_ALL:-none}\"\n");
        assertThat(hypha("list").out()).containsExactly("C.UTF-8");
        environment.put("LANG", "de_DE.UTF-8");
        assertThat(hypha("list").out()).containsExactly("none");
        environment.put("LC_CTYPE", "POSIX");
        assertThat(hypha("list").out()).containsExactly("C.UTF-8");
        environment.put("LC_ALL", "en_US.utf8");
        assertThat(hypha("list").out()).containsExactly("en_US.utf8");
    }

    @Test
    void shouldUseTheSameClassPathFromAnyFolderAndThroughLinks() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("hypha home/hypha"));
        Result result = run(link.toString(), "list");
        Path target = home.toRealPath().resolve("target");
        assertThat(result.out())
                .contains("[" + target + "/hypha.jar:" + target + "/lib/a.jar:" + target + "/lib/b.jar]")
                .contains("[-Dhypha.home=" + home.toRealPath() + "]");
    }

    @Test
    void shouldAddDriversOfTheUserToTheEndOfTheRuntimesClassPath() throws Exception {
        Files.createDirectories(home.resolve("lib"));
        Files.createFile(home.resolve("lib/driver.jar"));
        String end = "b.jar:" + home.toRealPath().resolve("lib/driver.jar") + "]";
        assertThat(hypha("run").out()).anyMatch(line -> line.endsWith(end));
    }

    @Test
    void shouldMakeAnArchiveOfClassesOnceAndUseIt() throws Exception {
        Result first = hypha("run");
        assertThat(first.err()).contains("Preparing faster starts");
        String archive = archive(first);
        assertThat(archive).matches(Pattern.quote(home.toRealPath() + "/target/hypha-17.0.15-") + "\\d+\\.jsa]");
        Result second = hypha("run");
        assertThat(second.err()).isEmpty();
        assertThat(archive(second)).isEqualTo(archive);
        assertThat(archive(hypha("list"))).isEqualTo(archive);
    }

    @Test
    void shouldMakeAnotherArchiveWhereItsFolderWasMoved() throws Exception {
        String before = archive(hypha("run"));
        home = Files.move(home, folder.resolve("moved"));
        Result moved = hypha("run");

        assertThat(moved.err()).contains("Preparing faster starts");
        assertThat(archive(moved)).doesNotEndWith(before.substring(before.lastIndexOf('/')));
        assertThat(hypha("run").err()).isEmpty();
    }

    private static String archive(Result result) {
        String option = "[-XX:SharedArchiveFile=";
        return result.out().stream()
                .filter(line -> line.startsWith(option))
                .map(line -> line.substring(option.length()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldRunWithoutArchiveWhereNoneCanBeMadeAndNotTryAgain() throws Exception {
        script(jdk.resolve("bin/java"), JAVA.replace(": >\"${argument#*=}\"", "exit 1"));
        Result first = hypha("run");
        assertThat(first.status()).isZero();
        assertThat(first.err()).contains("starts more slowly");
        assertThat(first.out()).contains("[run]").noneMatch(line -> line.contains("SharedArchiveFile"));
        assertThat(hypha("run").err()).isEmpty();
    }

    @Test
    void shouldHonourOptionsForTheRuntimeOnly() throws Exception {
        environment.put("JAVA_OPTS", "-Xmx1g -Da=b");
        environment.put("HYPHA_OPTS", "-Dc=d");
        assertThat(hypha("run").out()).contains("[-Xmx1g]", "[-Da=b]", "[-Dc=d]");
        assertThat(hypha("list").out()).doesNotContain("[-Xmx1g]");
    }

    @Test
    void shouldRefuseOldJava() throws Exception {
        version("11.0.2");
        Result result = hypha("run");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err())
                .contains("Java 17 or newer is needed")
                .contains("11.0.2")
                .contains("JAVA_HOME");
    }

    @Test
    void shouldRefuseToBuildWithoutCompiler() throws Exception {
        Files.delete(jdk.resolve("bin/javac"));
        assertThat(hypha("run").err()).contains("needs a JDK").contains("openjdk-17-jdk-headless");
    }

    @Test
    void shouldRefuseJavaHomeWithoutJava() throws Exception {
        environment.put("JAVA_HOME", "/nowhere");
        assertThat(hypha("run").err()).contains("JAVA_HOME is /nowhere");
    }

    private void version(String version) throws IOException {
        Files.writeString(jdk.resolve("release"), "JAVA_RUNTIME_VERSION=\"" + version + "\"\n");
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Result hypha(String... arguments) throws IOException, InterruptedException {
        return run(home.resolve("hypha").toString(), arguments);
    }

    private Result run(String command, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(
                        Files.write(folder.resolve("in"), new byte[0]).toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.matches("(HYPHA_|JAVA_|LC_).*|LANG"));
        builder.environment().putAll(environment);
        int status = builder.start().waitFor();
        return new Result(
                status, Files.readAllLines(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }
}
