// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class FtrackModelTest {
  private static final UserTypes TYPES =
      new UserTypes(Map.of("1", "ftrack", "2", "ldap", "3", "service", "4", "demo"));

  private final FtrackModel model =
      new FtrackModel("studio", Sort.USER, Fields.known(), TYPES, 100, OptionalLong.empty());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          first_name      | Zoë "X" O'Neil \\ % <b> | none
          first_nam       | Ada                     | FTRACK-UNKNOWN-ATTRIBUTE
          id              | 42                      | FTRACK-READ-ONLY-ATTRIBUTE
          is_active       | true                    | FTRACK-READ-ONLY-ATTRIBUTE
          user_type_id    | 1                       | FTRACK-READ-ONLY-ATTRIBUTE
          resource_type   | user                    | FTRACK-READ-ONLY-ATTRIBUTE
          user_type       | ldap                    | none
          user_type       | LDAP                    | FTRACK-USER-TYPE
          user_type       | service                 | FTRACK-USER-TYPE
          is_otp_enabled  | yes                     | none
          is_otp_enabled  | perhaps                 | FTRACK-VALUE-FORM
          email           | not an address          | none
          """)
  void saysWhatFtrackWouldRefuse(String attribute, String value, String code) {
    List<Problem> flaws =
        model.flawsInNew(attributes(Map.of("username", List.of("ada"), attribute, List.of(value))));

    assertEquals(code.equals("none") ? List.of() : List.of(code), codes(flaws));
  }

  @ParameterizedTest
  @CsvSource({
    "'a\tb', FTRACK-CONTROL-CHARACTER",
    "'a\nb', FTRACK-CONTROL-CHARACTER",
    "'a\0b', FTRACK-CONTROL-CHARACTER",
    "'a\ud83cb', FTRACK-CONTROL-CHARACTER",
    "' ada', FTRACK-USERNAME-SPACES",
    "'ada ', FTRACK-USERNAME-SPACES",
  })
  void aLoginHasToBeOneThatCanBeTyped(String login, String code) {
    assertEquals(List.of(code), codes(model.flawsInNew(attributes("username", login))));
  }

  @Test
  void countsCharactersAndNotUnits() {
    assertEquals(List.of(), model.flawsInNew(attributes("username", "\ud83c\udfac".repeat(255))));
    assertEquals(
        List.of("FTRACK-TOO-LONG"),
        codes(model.flawsInNew(attributes("username", "\ud83c\udfac".repeat(256)))));
  }

  @Test
  void everybodyNeedsALogin() {
    assertEquals(
        List.of("FTRACK-NO-USERNAME"), codes(model.flawsInNew(attributes("email", "a@b.c"))));
    assertEquals(
        List.of("FTRACK-NO-USERNAME"),
        codes(model.flawsInChange(attributes("email", "a@b.c"), List.of("username"))));
    assertEquals(
        List.of(), model.flawsInChange(attributes("email", "a@b.c"), List.of("last_name")));
  }

  @Test
  void keepsOneValueAnAttribute() {
    Attributes two = attributes(Map.of("username", List.of("a"), "email", List.of("a@b", "c@d")));

    assertEquals(List.of("FTRACK-SEVERAL-VALUES"), codes(model.flawsInNew(two)));
    assertTrue(model.attribute("email").singleValued());
  }

  @Test
  void namesTheAttributeThatWasMeant() {
    Problem flaw = model.flawsInChange(attributes("frist_name", "Ada"), List.of()).getFirst();

    assertTrue(flaw.fix().contains("'first_name'"), flaw.fix());
  }

  @Test
  void theKeyIsTheUsername() {
    assertEquals(
        Optional.of(new AccountKey("Ada")),
        model.key(attributes("username", "Ada"), Optional.of(new AccountKey("ada"))));
    assertEquals(Optional.empty(), model.key(attributes("username", " "), Optional.empty()));
    assertEquals(Optional.empty(), model.key(attributes("email", "a@b"), Optional.empty()));
  }

  @Test
  void knowsWhatTheServersOwnSchemaAdds() {
    String schema =
        """
        [{"id": "Group", "properties": {}},
         {"id": "User", "immutable": ["id", "badge"], "computed": ["thumbnail_url"],
          "properties": {
            "id": {"type": "string"}, "username": {"type": "string"},
            "is_active": {"type": "boolean"}, "nickname": {"type": "string"},
            "desk": {"type": "integer"}, "badge": {"type": "string"},
            "since": {"type": "string", "format": "date-time"},
            "user_type_id": {"type": "string"}, "user_type": {"$ref": "UserType"},
            "thumbnail_url": {"type": "object"}, "memberships": {"type": "array"}}}]
        """;
    Fields fields = Fields.of(JsonMapper.builder().build().readTree(schema)).orElseThrow();

    assertEquals(List.of("desk", "nickname", "user_type", "username"), fields.mappable());
    assertEquals(
        List.of("badge", "desk", "id", "is_active", "nickname", "user_type_id", "username"),
        fields.columns());
    assertEquals("7", fields.field("desk").orElseThrow().type().rule().normal("7.0"));
  }

  private static List<String> codes(List<Problem> problems) {
    return problems.stream().map(Problem::code).toList();
  }

  private static Attributes attributes(String name, String value) {
    return attributes(Map.of(name, List.of(value)));
  }

  private static Attributes attributes(Map<String, List<String>> values) {
    return new Attributes(new TreeMap<>(values));
  }
}
