package io.hypha.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Commands against an API that answers as it is told. */
abstract class RemoteTest {
    @TempDir
    Path home;

    ApiServer api;
    Shell shell;

    @BeforeEach
    void setUp() throws IOException {
        api = new ApiServer();
        shell = new Shell(home).settingsSay(api.url());
    }

    @AfterEach
    void tearDown() {
        api.close();
    }
}
