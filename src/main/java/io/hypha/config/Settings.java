package io.hypha.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Hypha's settings: application.properties, overridden by environment variables, overridden by options of the command line. Each
 * is known, well-formed and fits the others, or loading fails with all that is wrong.
 *
 * <p>Immutable. Never prints what is sensitive.
 */
public final class Settings {
    private static final Pattern CREDENTIAL =
            Pattern.compile("(?i).*(password|passwd|pwd|passphrase|secret|token|key|credentials?)");
    private static final Pattern FLAG = Pattern.compile("(?i)true|false");

    private final Path home;
    private final Map<Setting, SettingValue> values;
    private final Map<String, SettingValue> others;

    private Settings(Path home, Map<Setting, SettingValue> values, Map<String, SettingValue> others) {
        this.home = home;
        this.values = values;
        this.others = others;
    }

    /**
     * Values that are {@code ENC(...)} stay so until {@link #decrypt}; what the master password is found by cannot be encrypted.
     *
     * @param home what relative paths are resolved against
     * @param file application.properties; may be absent
     * @param options by key, such as {@code hypha.http.port}
     * @throws InvalidDocumentException with every problem of every source
     */
    public static Settings load(Path home, Path file, Map<String, String> environment, Map<String, String> options) {
        SettingsLoader loader = new SettingsLoader();
        loader.addKeys(SettingsFile.read(file));
        loader.addVariables(environment);
        loader.addKeys(options.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, option -> new SettingValue(option.getValue(), "command line", null))));
        List<Problem> problems = new ArrayList<>(loader.problems());
        problems.addAll(SettingsRules.check(loader.values()));
        refuse(problems);
        return new Settings(requireNonNull(home, "home is null"), loader.values(), loader.others());
    }

    /**
     * The same with every {@code ENC(...)} decrypted, Camel's included.
     *
     * @param cipher from {@code ENC(...)} to what is in it; throws where it cannot
     * @throws InvalidDocumentException with every value that cannot be decrypted, or is wrong once it is
     */
    public Settings decrypt(UnaryOperator<String> cipher) {
        List<Problem> problems = new ArrayList<>();
        Map<Setting, SettingValue> open = new EnumMap<>(Setting.class);
        values.forEach((setting, value) -> open.put(setting, decrypt(setting.key(), value, cipher, problems)));
        Map<String, SettingValue> openOthers = new TreeMap<>();
        others.forEach((key, value) -> openOthers.put(key, decrypt(key, value, cipher, problems)));
        problems.addAll(SettingsRules.check(open));
        refuse(problems);
        return new Settings(home, open, openOthers);
    }

    public String httpHost() {
        return required(Setting.HTTP_HOST);
    }

    /** 0 is any free port. */
    public int httpPort() {
        return number(Setting.HTTP_PORT);
    }

    /** In bytes. */
    public int httpMaxBody() {
        return number(Setting.HTTP_MAX_BODY);
    }

    public Optional<Path> httpTlsCertificate() {
        return path(Setting.HTTP_TLS_CERTIFICATE);
    }

    public Optional<Path> httpTlsKey() {
        return path(Setting.HTTP_TLS_KEY);
    }

    public String managementHost() {
        return required(Setting.MANAGEMENT_HOST);
    }

    /** 0 is any free port. */
    public int managementPort() {
        return number(Setting.MANAGEMENT_PORT);
    }

    public Path data() {
        return requiredPath(Setting.DATA);
    }

    public Path routes() {
        return requiredPath(Setting.ROUTES);
    }

    public Path config() {
        return requiredPath(Setting.CONFIG);
    }

    /** Empty: H2 in the data folder. */
    public Optional<String> storeUrl() {
        return text(Setting.STORE_URL);
    }

    public Optional<String> storeUsername() {
        return text(Setting.STORE_USERNAME);
    }

    public Optional<String> storePassword() {
        return text(Setting.STORE_PASSWORD);
    }

    public Optional<String> masterPassword() {
        return text(Setting.MASTER_PASSWORD);
    }

    public Optional<Path> masterPasswordFile() {
        return path(Setting.MASTER_PASSWORD_FILE);
    }

    public Optional<String> adminKey() {
        return text(Setting.ADMIN_KEY);
    }

    public boolean insecure() {
        return Boolean.parseBoolean(required(Setting.INSECURE));
    }

    /** {@code text} or {@code json}. */
    public String logFormat() {
        return required(Setting.LOG_FORMAT).toLowerCase(Locale.ROOT);
    }

    /** {@code trace}, {@code debug}, {@code info}, {@code warn} or {@code error}. */
    public String logLevel() {
        return required(Setting.LOG_LEVEL).toLowerCase(Locale.ROOT);
    }

    public Duration auditRetention() {
        return Durations.parse(required(Setting.AUDIT_RETENTION));
    }

    /** Which other JDBC URLs than those of servers may be used. */
    public Optional<Pattern> jdbcUrls() {
        return text(Setting.JDBC_URLS).map(Pattern::compile);
    }

    public int workers() {
        return number(Setting.WORKERS);
    }

    public String secretsEnvPrefix() {
        return required(Setting.SECRETS_ENV_PREFIX);
    }

    public Optional<Path> secretsFolder() {
        return path(Setting.SECRETS_FOLDER);
    }

    /** The values that must never be shown, to be masked: also those of other keys that are named like credentials. */
    public List<String> sensitiveValues() {
        Stream<String> own =
                Arrays.stream(Setting.values()).filter(Setting::isSensitive).flatMap(setting -> text(setting).stream());
        Stream<String> named = others.entrySet().stream()
                .filter(other -> CREDENTIAL.matcher(other.getKey()).matches())
                .map(other -> other.getValue().text())
                .filter(text -> !text.contains("{{") && !FLAG.matcher(text).matches());
        return Stream.concat(own, named).toList();
    }

    /** What is not Hypha's own, such as {@code camel.*}, by key. */
    public Map<String, String> others() {
        Map<String, String> texts = new TreeMap<>();
        others.forEach((key, value) -> texts.put(key, value.text()));
        return Collections.unmodifiableMap(texts);
    }

    /** All settings of Hypha's own, without what is sensitive. */
    @Override
    public String toString() {
        return Arrays.stream(Setting.values())
                .filter(setting -> text(setting, values).isPresent())
                .map(setting -> setting.key() + "=" + printable(setting))
                .collect(Collectors.joining(", ", "Settings[", "]"));
    }

    private String printable(Setting setting) {
        return setting.isSensitive() ? "[REDACTED]" : text(setting, values).orElse("");
    }

    private Optional<String> text(Setting setting) {
        Optional<String> text = text(setting, values);
        if (text.isPresent()
                && values.containsKey(setting)
                && values.get(setting).isEncrypted()) {
            throw new IllegalStateException(setting.key() + " is read before it was decrypted");
        }
        return text;
    }

    /** As it was given, or its default. */
    static Optional<String> text(Setting setting, Map<Setting, SettingValue> values) {
        return Optional.ofNullable(values.get(setting)).map(SettingValue::text).or(setting::defaultValue);
    }

    private String required(Setting setting) {
        return text(setting).orElseThrow();
    }

    private int number(Setting setting) {
        return Integer.parseInt(required(setting));
    }

    private Optional<Path> path(Setting setting) {
        return text(setting).map(text -> home.resolve(text).toAbsolutePath().normalize());
    }

    private Path requiredPath(Setting setting) {
        return path(setting).orElseThrow();
    }

    private static SettingValue decrypt(
            String key, SettingValue value, UnaryOperator<String> cipher, List<Problem> problems) {
        if (!value.isEncrypted()) {
            return value;
        }
        try {
            return value.withText(cipher.apply(value.text()));
        } catch (RuntimeException e) {
            problems.add(value.problem("secret", key + " cannot be decrypted: " + e.getMessage()));
            return value;
        }
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems);
        }
    }
}
