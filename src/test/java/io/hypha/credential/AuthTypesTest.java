package io.hypha.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthTypesTest {
    private final ObjectMapper mapper = new ObjectMapper();
    private final JsonSchema schema =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(AuthTypes.schema());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type': 'none'}",
                "{'type': 'basic', 'credentials': {'username': 'u', 'password': 'p'}}",
                "{'type': 'api_key', 'credentials': {'key': 'k'}}",
                "{'type': 'api_key', 'credentials': {'key': 'k', 'header': 'X-Key'}}",
                "{'type': 'api_key', 'credentials': {'key': 'k', 'query': 'key'}}",
                "{'type': 'bearer', 'credentials': {'token': 't'}}",
                "{'type': 'oauth2', 'credentials': {'client_id': 'your_client_id', 'client_secret': 's'}}",
                "{'type': 'oauth2', 'credentials': {'client_id': 'i', 'client_secret': 's', 'scope': 'a b',"
                        + " 'token_url': 'http://127.0.0.1:1/token', 'audience': 'x', 'client_auth': 'post'}}"
            })
    void shouldAccept(String auth) throws IOException {
        assertThat(problems(auth)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'type': 'kerberos'}",
                "{'type': 'basic'}",
                "{'type': 'basic', 'credentials': {'username': 'u'}}",
                "{'type': 'basic', 'credentials': {'username': 'a:b', 'password': 'p'}}",
                "{'type': 'bearer', 'credentials': {'tokn': 't'}}",
                "{'type': 'none', 'credentials': {'token': 't'}}",
                "{'type': 'api_key', 'credentials': {'key': 'k', 'header': 'X: y'}}",
                "{'type': 'api_key', 'credentials': {'key': 'k', 'header': 'X', 'query': 'y'}}",
                "{'type': 'oauth2', 'credentials': {'client_id': 'i', 'client_secret': 's', 'token_url': 'file:///x'}}",
                "{'type': 'oauth2', 'credentials': {'client_id': 'i', 'client_secret': 's', 'token_url': 'https://u:p@h/'}}",
                "{'type': 'none', 'realm': 'x'}"
            })
    void shouldRefuse(String auth) throws IOException {
        assertThat(problems(auth)).isNotEmpty();
    }

    @Test
    void shouldMarkSecretsInTheListOfAllCredentials() {
        List<String> secrets = AuthTypes.schema().at("/properties/credentials/properties").properties().stream()
                .filter(credential ->
                        credential.getValue().path("format").asText().equals("password"))
                .map(credential -> credential.getKey())
                .toList();

        assertThat(secrets).containsExactly("password", "key", "token", "client_secret");
    }

    private List<String> problems(String auth) throws IOException {
        return schema.validate(mapper.readTree(auth.replace('\'', '"'))).stream()
                .map(Object::toString)
                .toList();
    }
}
