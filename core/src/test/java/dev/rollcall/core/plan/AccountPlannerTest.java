// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.rollcall.core.mapping.AttributeMapping;
import dev.rollcall.core.mapping.AttributeRule;
import dev.rollcall.core.mapping.Content;
import dev.rollcall.core.mapping.Mapped;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccountPlannerTest {
  private final Set<Kind> allowed = EnumSet.copyOf(Kind.OF_USERS);
  private final List<AttributeMapping> attributes = new ArrayList<>();
  private final List<List<String>> wanted = new ArrayList<>();
  private final List<List<String>> held = new ArrayList<>();

  AccountPlannerTest() {
    attribute("uid", AttributeRule.ALWAYS, List.of("a.ek"), List.of("a.ek"));
    attribute("cn", AttributeRule.ALWAYS, List.of("Anna"), List.of("Anna"));
  }

  private AccountPlannerTest attribute(
      String name, AttributeRule rule, List<String> wish, List<String> actual) {
    Content content = new Content.Literal(wish);
    attributes.add(new AttributeMapping(name, content, rule, Optional.empty()));
    wanted.add(wish);
    held.add(actual);
    return this;
  }

  private AccountPlanner planner() {
    return planner(Policy.Returners.ALWAYS);
  }

  private AccountPlanner planner(Policy.Returners returners) {
    Policy policy =
        new Policy(
            allowed, Map.of(), returners, Optional.of(0), Optional.empty(), Policy.Unmanaged.LEAVE);
    return new AccountPlanner("hr", attributes, new FlatModel(), policy);
  }

  private Mapped.Wanted person() {
    return new Mapped.Wanted(new Anchor("1"), wanted, "Anna · hr 1", ~0, "row 7");
  }

  private Decision align(boolean enabled) {
    Account account = new Account(new AccountKey("a.ek"), new Anchor("x"), enabled, held);
    return planner().align(person(), account, true);
  }

  private List<Edit> edits() {
    return switch (align(true)) {
      case Decision.Do(Change change, Optional<Decision.Withheld> _) -> change.edits();
      case Decision.Nothing _ -> List.of();
      case Decision.Withheld _, Decision.Flawed _ -> throw new AssertionError(align(true));
    };
  }

  private Change create() {
    return assertInstanceOf(Decision.Do.class, planner().create(person())).change();
  }

  private List<String> created(String attribute) {
    return assertInstanceOf(Change.Create.class, create()).attributes().values(attribute);
  }

  @Test
  void thereIsNothingToDoForAnAccountInLine() {
    assertEquals(new Decision.Nothing(), align(true));
  }

  @Test
  void alwaysFollowsTheSourceAbsenceIncluded() {
    attribute("mail", AttributeRule.ALWAYS, List.of("new@x"), List.of("old@x"));
    attribute("title", AttributeRule.ALWAYS, List.of(), List.of("Lead"));

    assertEquals(
        List.of(
            new Edit("mail", List.of("old@x"), List.of("new@x")),
            new Edit("title", List.of("Lead"), List.of())),
        edits());
  }

  @Test
  void onCreateIsNeverTouchedAgain() {
    attribute("shell", AttributeRule.ON_CREATE, List.of("/bin/bash"), List.of());

    assertEquals(List.of(), edits());
    assertEquals(List.of("/bin/bash"), created("shell"));
  }

  @Test
  void ifEmptyFillsAndNeverChanges() {
    attribute("photo", AttributeRule.IF_EMPTY, List.of("a.jpg"), List.of("own.jpg"));
    attribute("phone", AttributeRule.IF_EMPTY, List.of("42"), List.of());
    attribute("fax", AttributeRule.IF_EMPTY, List.of(), List.of("43"));

    assertEquals(List.of(new Edit("phone", List.of(), List.of("42"))), edits());
  }

  @Test
  void mergeAddsAndNeverTakesAway() {
    attribute("class", AttributeRule.MERGE, List.of("person", "posix"), List.of("top", "person"));
    attribute("group", AttributeRule.MERGE, List.of(), List.of("crew"));

    List<Edit> edits = edits();

    assertEquals(1, edits.size());
    assertEquals(List.of("posix"), edits.getFirst().added());
    assertEquals(List.of(), edits.getFirst().removed());
  }

  @Test
  void valuesAreComparedAsASet() {
    attribute("mail", AttributeRule.ALWAYS, List.of("b", "a", "a"), List.of("a", "b"));

    assertEquals(List.of(), edits());
  }

  @Test
  void anAccountThatNobodyHasOpenedYetIsKeptInLineAndStaysClosed() {
    attribute("title", AttributeRule.ALWAYS, List.of("Lead"), List.of("lead"));
    Account closed =
        new Account(
            new AccountKey("new.a.ek"),
            new Anchor("x"),
            false,
            List.of(List.of("new.a.ek"), held.get(1), held.get(2)));
    List<List<String>> wish = List.of(List.of("new.a.ek"), wanted.get(1), wanted.get(2));
    Mapped.Wanted person = new Mapped.Wanted(new Anchor("1"), wish, "Anna · hr 1", ~0, "row 7");

    Decision byNobody =
        planner(Policy.Returners.IF_ROLLCALL_DISABLED_THEM).align(person, closed, false);
    Decision byUs = planner(Policy.Returners.IF_ROLLCALL_DISABLED_THEM).align(person, closed, true);

    assertEquals(Kind.UPDATE, assertInstanceOf(Decision.Do.class, byNobody).change().kind());
    assertEquals(Kind.ENABLE, assertInstanceOf(Decision.Do.class, byUs).change().kind());
  }

  @Test
  void anAccountThatSomebodyElseClosedIsLeftAlone() {
    Account closed = new Account(new AccountKey("a.ek"), new Anchor("x"), false, held);

    Decision decision =
        planner(Policy.Returners.IF_ROLLCALL_DISABLED_THEM).align(person(), closed, false);

    assertEquals(Kind.ENABLE, assertInstanceOf(Decision.Withheld.class, decision).kind());
  }

  @Test
  void aCapitalIsAnUpdate() {
    attribute("title", AttributeRule.ALWAYS, List.of("Lead"), List.of("lead"));

    assertEquals(List.of(new Edit("title", List.of("lead"), List.of("Lead"))), edits());
  }

  @Test
  void aLetterComposedOtherwiseIsNone() {
    attribute("title", AttributeRule.ALWAYS, List.of("Zoe\u0308"), List.of("Zo\u00eb"));

    assertEquals(List.of(), edits());
  }

  @Test
  void theRulesOfTheTargetDecideWhatIsEqual() {
    attribute("manager", AttributeRule.ALWAYS, List.of("CN=B, DC=x"), List.of("cn=b,dc=x"));
    attribute("active", AttributeRule.ALWAYS, List.of("1"), List.of("TRUE"));
    attribute(
        "until", AttributeRule.ALWAYS, List.of("20261120130000+0100"), List.of("20261120120000Z"));

    assertEquals(List.of(), edits());
  }

  @Test
  void valuesThatAreAsGoodKeepTheSpellingTheyHave() {
    attribute("manager", AttributeRule.ALWAYS, List.of("CN=B, DC=x", "cn=c"), List.of("cn=b,dc=x"));

    assertEquals(
        List.of(new Edit("manager", List.of("cn=b,dc=x"), List.of("cn=b,dc=x", "cn=c"))), edits());
  }

  @Test
  void aValueIsWrittenOnceHoweverOftenItIsSpelled() {
    attribute("manager", AttributeRule.ALWAYS, List.of("CN=B", "cn=b"), List.of());
    attribute("other", AttributeRule.MERGE, List.of("x", "x"), List.of());

    assertEquals(
        List.of(
            new Edit("manager", List.of(), List.of("CN=B")),
            new Edit("other", List.of(), List.of("x"))),
        edits());
    assertEquals(List.of("CN=B"), created("manager"));
  }

  @Test
  void theOrderOfValuesMakesNoDifferenceToAnEdit() {
    assertEquals(
        new Edit("a", List.of("1", "2"), List.of("3", "4")),
        new Edit("a", List.of("2", "1"), List.of("4", "3")));
  }

  @Test
  void aNewNameIsARenameThatCarriesTheOtherEdits() {
    wanted.set(0, List.of("a.holm"));
    wanted.set(1, List.of("Anna Holm"));

    Decision.Do decision = assertInstanceOf(Decision.Do.class, align(true));

    Change.Rename rename = assertInstanceOf(Change.Rename.class, decision.change());
    assertEquals(new AccountKey("a.holm"), rename.to());
    assertEquals(2, rename.edits().size());
    assertEquals(new Reason(Reason.Why.MOVER, "changed in hr"), rename.reason());
  }

  @Test
  void aClosedAccountIsOpenedAndBroughtInLine() {
    wanted.set(1, List.of("Anna Holm"));

    Decision.Do decision = assertInstanceOf(Decision.Do.class, align(false));

    Change.Enable enable = assertInstanceOf(Change.Enable.class, decision.change());
    assertEquals(List.of(new Edit("cn", List.of("Anna"), List.of("Anna Holm"))), enable.edits());
    assertEquals(new Reason(Reason.Why.RETURNER, "back in hr"), enable.reason());
  }

  @Test
  void aJoinerGetsAnAccountWithAReason() {
    Change create = create();

    assertEquals(Kind.CREATE, create.kind());
    assertEquals("a.ek", create.subject().key().value());
    assertEquals(new Reason(Reason.Why.JOINER, "new in hr"), create.reason());
  }

  @Test
  void whatIsNotAllowedIsWithheld() {
    wanted.set(1, List.of("Anna Holm"));
    allowed.removeAll(Set.of(Kind.UPDATE, Kind.CREATE, Kind.ENABLE));

    assertEquals(new Decision.Withheld(Kind.UPDATE, "a.ek (changes.update)"), align(true));
    assertEquals(new Decision.Withheld(Kind.ENABLE, "a.ek (changes.enable)"), align(false));
    assertEquals(
        new Decision.Withheld(Kind.CREATE, "a.ek (changes.create)"), planner().create(person()));
  }

  @Test
  void aFlawIsToldWithThePersonAndTheRow() {
    wanted.set(1, List.of("Flaw"));

    Decision.Flawed flawed = assertInstanceOf(Decision.Flawed.class, align(true));

    assertEquals(
        "Anna · hr 1 (hr row 7): 'cn' is a flaw; left as it is",
        flawed.problems().getFirst().what());
    assertInstanceOf(Decision.Flawed.class, planner().create(person()));
  }

  @Test
  void aPersonWithoutANameForTheAccountIsLeftAsIs() {
    wanted.set(0, List.of());

    Decision.Flawed aligned = assertInstanceOf(Decision.Flawed.class, align(true));
    Decision.Flawed created = assertInstanceOf(Decision.Flawed.class, planner().create(person()));

    assertEquals("DATA-NO-LOGIN", aligned.problems().getFirst().code());
    assertEquals("DATA-NO-LOGIN", created.problems().getFirst().code());
  }
}
