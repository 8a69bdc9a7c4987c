package io.hypha.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hypha.config.InvalidDocumentException;
import io.hypha.integration.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutesFolderTest {
    @TempDir
    private Path home;

    private Path folder;
    private RoutesFolder routes;

    @BeforeEach
    void create() throws IOException {
        folder = Files.createDirectory(home.resolve("routes"));
        routes = new RoutesFolder(folder, home.resolve("config.yaml"));
    }

    @Test
    void shouldListYamlOfAllFolders() throws IOException {
        write("a.yaml");
        write("b.YML");
        write("team/c.kamelet.yaml");
        write("team/system/d.yaml");

        assertThat(routes.list().files().keySet())
                .extracting(Owner::name)
                .containsExactlyInAnyOrder("a.yaml", "b.YML", "team/c.kamelet.yaml", "team/system/d.yaml");
    }

    @Test
    void shouldIgnoreWhatIsNotForIt() throws IOException {
        for (String name : new String[] {
            "system/envelope.yaml",
            ".hidden.yaml",
            ".git/x.yaml",
            ".#a.yaml",
            "a.yaml~",
            "a.yaml.swp",
            "#a.yaml#",
            "a.yaml.tmp",
            "readme.md",
            "x.json",
            "bad\nname.yaml"
        }) {
            write(name);
        }
        Files.createDirectories(folder.resolve("folder.yaml"));
        Files.createSymbolicLink(folder.resolve("dangling.yaml"), folder.resolve("nowhere"));

        assertThat(routes.list().files()).isEmpty();
    }

    @Test
    void shouldFollowLinksButNotInCircles() throws IOException {
        Path real = Files.createDirectory(home.resolve("elsewhere"));
        Files.writeString(real.resolve("x.yaml"), "- from: {}");
        Files.createSymbolicLink(folder.resolve("linked"), real);
        Files.createSymbolicLink(folder.resolve("file.yaml"), real.resolve("x.yaml"));
        Files.createSymbolicLink(folder.resolve("loop"), folder);

        assertThat(routes.list().files().keySet())
                .extracting(Owner::name)
                .containsExactlyInAnyOrder("linked/x.yaml", "file.yaml");
        assertThat(routes.list().unreadable()).isEmpty();
    }

    @Test
    void shouldListConfigurationFileIfThereIsOne() throws IOException {
        assertThat(routes.list().files()).isEmpty();
        Files.writeString(home.resolve("config.yaml"), "integrations: {}");

        assertThat(routes.list().files()).containsOnlyKeys(Owner.config("config.yaml"));
    }

    @Test
    void shouldKnowNothingWhereFolderIsMissing() throws IOException {
        Files.delete(folder);

        assertThatThrownBy(() -> routes.list()).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void shouldNotReadFileThatChangedSinceItWasListed() throws IOException {
        write("a.yaml");
        Stamp stamp = routes.list().files().get(Owner.file("a.yaml"));
        assertThat(routes.read(Owner.file("a.yaml"), stamp)).isPresent();

        Files.writeString(folder.resolve("a.yaml"), "something longer than before");
        assertThat(routes.read(Owner.file("a.yaml"), stamp)).isEmpty();
    }

    @Test
    void shouldTellVersionsOfSameSizeAndTimeApart() throws IOException {
        write("a.yaml");
        Path file = folder.resolve("a.yaml");
        FileTime time = Files.getLastModifiedTime(file);
        Stamp stamp = routes.list().files().get(Owner.file("a.yaml"));

        await().pollInSameThread().until(() -> {
            Files.writeString(file, "- from: []");
            Files.setLastModifiedTime(file, time);
            return !stamp.equals(routes.list().files().get(Owner.file("a.yaml")));
        });
    }

    @Test
    void shouldRefuseLargeFileWithoutReadingIt() throws IOException {
        Files.write(folder.resolve("a.yaml"), new byte[5 * 1024 * 1024]);
        Stamp stamp = routes.list().files().get(Owner.file("a.yaml"));

        assertThatThrownBy(() -> routes.read(Owner.file("a.yaml"), stamp))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining("at most 2097152 bytes, but has 5242880");
    }

    private void write(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "- from: {}");
    }
}
