package io.hypha.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StoreSettingsTest {
    @Test
    void shouldPutH2UnderTheDataFolder() {
        assertThat(StoreSettings.under(Path.of("/var/x/../hypha")))
                .isEqualTo(new StoreSettings("jdbc:h2:file:/var/hypha/hypha", null, null));
    }

    @Test
    void shouldRefuseOtherDatabases() {
        assertThatThrownBy(() -> new StoreSettings("jdbc:mysql://root:swordfish@h/db?password=swordfish", null, null))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("jdbc:h2: or jdbc:postgresql:")
                .hasMessageContaining("mysql://h/db")
                .hasMessageNotContaining("swordfish");
    }

    @Test
    void shouldRefuseAFolderThatWouldBeReadAsOptions() {
        assertThatThrownBy(() -> StoreSettings.under(Path.of("/tmp/a;INIT=RUNSCRIPT FROM 'x'")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("';'");
    }

    @Test
    void shouldNotShowPasswords() {
        assertThat(new StoreSettings("jdbc:postgresql://db:5432/hypha?password=swordfish", "hypha", "swordfish"))
                .hasToString("StoreSettings[postgresql://db:5432/hypha]");
    }
}
