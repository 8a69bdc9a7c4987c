package io.hypha.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What settings must be, each by itself and together. */
final class SettingsRules {
    private static final Pattern SECRET_PREFIX = Pattern.compile("[A-Za-z][A-Za-z0-9_]*_");

    private final Map<Setting, SettingValue> values;
    private final List<Problem> problems = new ArrayList<>();

    private SettingsRules(Map<Setting, SettingValue> values) {
        this.values = values;
    }

    /** Values that are still encrypted are taken as good. */
    static List<Problem> check(Map<Setting, SettingValue> values) {
        SettingsRules rules = new SettingsRules(values);
        values.forEach(rules::checkValue);
        rules.checkTls();
        rules.checkMasterPassword();
        rules.checkHost(Setting.HTTP_HOST);
        rules.checkHost(Setting.MANAGEMENT_HOST);
        rules.checkPorts();
        rules.checkSecretPrefix();
        return rules.problems;
    }

    private void checkValue(Setting setting, SettingValue value) {
        if (!value.isEncrypted()) {
            setting.type()
                    .complaint(value.text())
                    .ifPresent(rule -> complain(setting, rule + ": '" + value.text() + "'"));
        } else if (!setting.mayBeEncrypted()) {
            complain(setting, "cannot be ENC(...): it is needed to decrypt the others");
        }
    }

    private void checkTls() {
        if (values.containsKey(Setting.HTTP_TLS_CERTIFICATE) && !values.containsKey(Setting.HTTP_TLS_KEY)) {
            complain(Setting.HTTP_TLS_CERTIFICATE, "needs hypha.http.tls.key beside it");
        }
        if (values.containsKey(Setting.HTTP_TLS_KEY) && !values.containsKey(Setting.HTTP_TLS_CERTIFICATE)) {
            complain(Setting.HTTP_TLS_KEY, "needs hypha.http.tls.certificate beside it");
        }
    }

    private void checkMasterPassword() {
        if (values.containsKey(Setting.MASTER_PASSWORD) && values.containsKey(Setting.MASTER_PASSWORD_FILE)) {
            complain(Setting.MASTER_PASSWORD_FILE, "and hypha.master-password are both set: keep one");
        }
    }

    private void checkHost(Setting setting) {
        SettingValue host = values.get(setting);
        boolean safe = isInsecure() || values.containsKey(Setting.HTTP_TLS_CERTIFICATE);
        if (host != null && !safe && !ReachableAddress.isLoopback(host.text())) {
            complain(
                    setting,
                    "is not a loopback address: '" + host.text() + "'; everybody on the network could listen in: set"
                            + " hypha.http.tls.certificate and hypha.http.tls.key, or hypha.insecure=true if something in"
                            + " front protects it");
        }
    }

    /** Two servers of one address would get its connections in turn. */
    private void checkPorts() {
        String port = text(Setting.HTTP_PORT);
        if (!port.equals("0")
                && port.equals(text(Setting.MANAGEMENT_PORT))
                && text(Setting.HTTP_HOST).equalsIgnoreCase(text(Setting.MANAGEMENT_HOST))) {
            Setting given = values.containsKey(Setting.MANAGEMENT_PORT) ? Setting.MANAGEMENT_PORT : Setting.HTTP_PORT;
            complain(
                    given,
                    "would be the port of both the API and health: " + port + "; give them two, or 0 for any free one");
        }
    }

    private String text(Setting setting) {
        return Settings.text(setting, values).orElse("");
    }

    private boolean isInsecure() {
        return Boolean.parseBoolean(text(Setting.INSECURE));
    }

    /** A definition that says ${secret:env/HYPHA_MASTER_PASSWORD} must never get it. */
    private void checkSecretPrefix() {
        SettingValue prefix = values.get(Setting.SECRETS_ENV_PREFIX);
        if (prefix == null) {
            return;
        }
        if (!SECRET_PREFIX.matcher(prefix.text()).matches()) {
            complain(Setting.SECRETS_ENV_PREFIX, "must be a name that ends with '_': '" + prefix.text() + "'");
        } else if (Arrays.stream(Setting.values())
                .anyMatch(any -> any.variable().startsWith(prefix.text()))) {
            complain(Setting.SECRETS_ENV_PREFIX, "must not match Hypha's own settings: '" + prefix.text() + "'");
        }
    }

    private void complain(Setting setting, String message) {
        problems.add(values.get(setting).problem("settings", setting.key() + " " + message));
    }
}
