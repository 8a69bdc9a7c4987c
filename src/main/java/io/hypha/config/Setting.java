package io.hypha.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Every setting of Hypha's own: its key, type, default and meaning. */
public enum Setting {
    HTTP_HOST("hypha.http.host", SettingType.TEXT, "127.0.0.1", "address the management API listens on"),
    HTTP_PORT("hypha.http.port", SettingType.PORT, "8080", "its port; 0 is any free one"),
    HTTP_MAX_BODY("hypha.http.max-body", SettingType.BODY, "2097152", "bytes of a request's body at most"),
    HTTP_TLS_CERTIFICATE("hypha.http.tls.certificate", SettingType.PATH, null, "PEM file of its certificate chain"),
    HTTP_TLS_KEY("hypha.http.tls.key", SettingType.PATH, null, "PEM file of its private key"),
    MANAGEMENT_HOST("hypha.management.host", SettingType.TEXT, "127.0.0.1", "address of health and metrics"),
    MANAGEMENT_PORT("hypha.management.port", SettingType.PORT, "9876", "their port; 0 is any free one"),
    DATA("hypha.data", SettingType.PATH, "data", "folder of everything that is kept"),
    ROUTES("hypha.routes", SettingType.PATH, "routes", "folder that is watched for dropped files"),
    CONFIG("hypha.config", SettingType.PATH, "config/config.yaml", "file of integrations; it is watched too"),
    STORE_URL("hypha.store.url", SettingType.SECRET, null, "JDBC URL of PostgreSQL or H2; else H2 in hypha.data"),
    STORE_USERNAME("hypha.store.username", SettingType.TEXT, null, "user of that database"),
    STORE_PASSWORD("hypha.store.password", SettingType.SECRET, null, "password of that user"),
    MASTER_PASSWORD("hypha.master-password", SettingType.SECRET, null, "opens everything encrypted; else generated"),
    MASTER_PASSWORD_FILE("hypha.master-password-file", SettingType.PATH, null, "file that holds the master password"),
    ADMIN_KEY("hypha.admin-key", SettingType.SECRET, null, "the first admin's API key; else generated"),
    INSECURE("hypha.insecure", SettingType.FLAG, "false", "true allows other than loopback addresses without TLS"),
    LOG_FORMAT("hypha.log.format", SettingType.LOG_FORMAT, "text", "text, or json with one object a line"),
    LOG_LEVEL("hypha.log.level", SettingType.LOG_LEVEL, "info", "trace, debug, info, warn or error"),
    AUDIT_RETENTION("hypha.audit.retention", SettingType.DURATION, "90d", "how long audit events are kept"),
    JDBC_URLS(
            "hypha.jdbc.urls",
            SettingType.PATTERN,
            null,
            "regular expression of JDBC URLs, without options, that type jdbc may use beside jdbc:NAME://HOST..."),
    WORKERS("hypha.workers", SettingType.COUNT, "256", "threads at most for connectors that block"),
    SECRETS_ENV_PREFIX(
            "hypha.secrets.env-prefix",
            SettingType.TEXT,
            "HYPHA_SECRET_",
            "what a variable's name must start with for ${secret:env/NAME}"),
    SECRETS_FOLDER("hypha.secrets.folder", SettingType.PATH, null, "folder of the files of ${secret:file/NAME}");

    static final String PREFIX = "hypha.";

    private final String key;
    private final SettingType type;
    private final String defaultValue;
    private final String description;

    Setting(String key, SettingType type, String defaultValue, String description) {
        this.key = key;
        this.type = type;
        this.defaultValue = defaultValue;
        this.description = description;
    }

    /** As it stands in application.properties, such as {@code hypha.http.port}. */
    public String key() {
        return key;
    }

    /** The environment variable that overrides it, such as {@code HYPHA_HTTP_PORT}. */
    public String variable() {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    public Optional<String> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    public String description() {
        return description;
    }

    /** Whether its value is never printed. */
    public boolean isSensitive() {
        return type == SettingType.SECRET;
    }

    /** Whether it may be {@code ENC(...)}: not what the master password itself is found by. */
    boolean mayBeEncrypted() {
        return this != MASTER_PASSWORD && this != MASTER_PASSWORD_FILE && this != DATA;
    }

    SettingType type() {
        return type;
    }

    static Optional<Setting> ofKey(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .findFirst();
    }

    static Optional<Setting> ofVariable(String name) {
        return Arrays.stream(values())
                .filter(setting -> setting.variable().equals(name))
                .findFirst();
    }
}
