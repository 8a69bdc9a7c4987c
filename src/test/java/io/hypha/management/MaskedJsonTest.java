package io.hypha.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.hypha.config.Json;
import io.hypha.secret.ValueMasking;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedJsonTest {
    private static final String RESULT =
            "{'execution_id':'e-1','integration_id':'success','action':'get_data','outcome':'success',"
                    + "'result':%s,'attempts':123456,'source':'live','metadata':%s}";

    private final ValueMasking masking = new ValueMasking();
    private final MaskedJson json = new MaskedJson(masking::mask);

    @Test
    void shouldGiveBackTheSameTextWhereNothingIsSecret() {
        masking.learn("swordfish");
        String text = result("{'id':1.50}", "{}");

        assertThat(json.apply(text)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "success",
                "get_data",
                "execution_id",
                "outcome",
                "integration_id",
                "metadata",
                "','action':'",
                "123456",
                "'attempts':"
            })
    void shouldKeepItsOwnNamesAndWords(String secret) {
        masking.learn(secret.replace('\'', '"'));
        String text = result("{}", "{}");

        assertThat(json.apply(text)).isEqualTo(text);
    }

    @Test
    void shouldMaskTextsNumbersAndNamesOfForeignTrees() {
        masking.learn("123456");

        assertThat(json.apply(result(
                        "{'id':123456,'price':1.50,'long':91234567.0,'a123456':['x 123456','y',true,null]}",
                        "{'status':200,'headers':{'x-123456':'123456'}}")))
                .isEqualTo(result(
                        "{'id':'******','price':1.50,'long':'9******7.0','a******':['x ******','y',true,null]}",
                        "{'status':200,'headers':{'x-******':'******'}}"));
    }

    @Test
    void shouldKeepNamesApartThatAreMaskedAlike() {
        masking.learn("secret-1");
        masking.learn("secret-2");

        assertThat(json.apply(result("[{'secret-1':1,'secret-2':2},{'secret-2':3}]", "{}")))
                .isEqualTo(result("[{'******':1,'******2':2},{'******2':3}]", "{}"));
    }

    @Test
    void shouldMaskProblems() {
        masking.learn("swordfish");

        assertThat(json.apply(quoted("{'type':'/docs/problems#swordfish','status':502,'detail':'with swordfish',"
                        + "'problems':[{'pointer':'/swordfish','rule':'swordfish','message':'no swordfish'}],"
                        + "'backend_body':'swordfish'}")))
                .isEqualTo(quoted("{'type':'/docs/problems#swordfish','status':502,'detail':'with ******',"
                        + "'problems':[{'pointer':'/swordfish','rule':'swordfish','message':'no ******'}],"
                        + "'backend_body':'******'}"));
    }

    @Test
    void shouldMaskDefinitions() {
        masking.learn("postgres");

        assertThat(json.apply(quoted("{'id':'postgres','connector':'postgresql','config':{'type':'postgresql',"
                        + "'connection':{'host':'postgres'},'postgres':{'path':'/postgres'}}}")))
                .isEqualTo(quoted("{'id':'postgres','connector':'postgresql','config':{'type':'postgresql',"
                        + "'connection':{'host':'******'},'postgres':{'path':'/******'}}}"));
    }

    @Test
    void shouldMaskWhatIsEscaped() throws JsonProcessingException {
        masking.learn("a\"b\\c\nd");
        String text = Json.mapper()
                .writeValueAsString(Json.mapper().createObjectNode().put("detail", "<a\"b\\c\nd>"));

        assertThat(json.apply(text)).isEqualTo(quoted("{'detail':'<******>'}"));
    }

    @Test
    void shouldMaskDeepTrees() {
        masking.learn("swordfish");
        String deep = "[".repeat(1_000) + "'swordfish'" + "]".repeat(1_000);

        assertThat(json.apply(result(deep, "{}"))).isEqualTo(result(deep.replace("swordfish", "******"), "{}"));
    }

    private static String result(String result, String metadata) {
        return quoted(RESULT.formatted(result, metadata));
    }

    private static String quoted(String text) {
        return text.replace('\'', '"');
    }
}
