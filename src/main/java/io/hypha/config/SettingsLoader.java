package io.hypha.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Lays one source of settings over the other and notes every name that is unknown. For one use. */
final class SettingsLoader {
    private static final String VARIABLE_PREFIX = "HYPHA_";
    /** For secrets, whatever prefix they are given, for the launcher, the command line and tests. */
    private static final Pattern NO_SETTING =
            Pattern.compile("HYPHA_SECRET_.*|HYPHA_HOME|HYPHA_OPTS|HYPHA_URL|HYPHA_API_KEY|HYPHA_TEST_.*"
                    // Kubernetes and container links set these for a service that is called hypha.
                    + "|HYPHA_SERVICE_(HOST|PORT.*)|HYPHA_PORT|HYPHA_PORT_\\d+_.*|HYPHA_(NAME|ENV_.*)");

    private final Map<Setting, SettingValue> values = new EnumMap<>(Setting.class);
    private final Map<String, SettingValue> others = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> unknownVariables = new ArrayList<>();

    void addKeys(Map<String, SettingValue> source) {
        new TreeMap<>(source).forEach(this::addKey);
    }

    void addVariables(Map<String, String> environment) {
        new TreeMap<>(environment).forEach(this::addVariable);
    }

    Map<Setting, SettingValue> values() {
        return values;
    }

    Map<String, SettingValue> others() {
        return others;
    }

    List<Problem> problems() {
        List<Problem> all = new ArrayList<>(problems);
        unknownVariables.stream()
                .filter(name -> !isSecret(name))
                .map(SettingsLoader::unknownVariable)
                .forEach(all::add);
        return all;
    }

    private void addKey(String key, SettingValue value) {
        if (!key.startsWith(Setting.PREFIX)) {
            others.put(key, value);
            return;
        }
        Setting.ofKey(key)
                .ifPresentOrElse(
                        setting -> put(setting, value),
                        () -> problems.add(unknown(
                                key,
                                value,
                                Arrays.stream(Setting.values())
                                        .map(Setting::key)
                                        .toList())));
    }

    private void addVariable(String name, String text) {
        if (!name.startsWith(VARIABLE_PREFIX) || NO_SETTING.matcher(name).matches()) {
            return;
        }
        Setting.ofVariable(name)
                .ifPresentOrElse(
                        setting -> put(setting, new SettingValue(text, "environment " + name, null)),
                        () -> unknownVariables.add(name));
    }

    /** Which variables are for secrets is a setting itself, and known only when all sources were added. */
    private boolean isSecret(String name) {
        SettingValue prefix = values.get(Setting.SECRETS_ENV_PREFIX);
        return prefix != null && name.startsWith(prefix.text());
    }

    private static Problem unknownVariable(String name) {
        SettingValue value = new SettingValue("", "environment", null);
        return unknown(
                name,
                value,
                Arrays.stream(Setting.values()).map(Setting::variable).toList());
    }

    /** An empty value is none: compose files pass variables on that nobody has set. */
    private void put(Setting setting, SettingValue value) {
        if (!value.text().isBlank()) {
            values.put(setting, value.withText(value.text().strip()));
        }
    }

    private static Problem unknown(String name, SettingValue value, List<String> known) {
        return value.problem("unknown", "unknown setting " + name).withClosest(name, known);
    }
}
