// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.core.model.Kind;
import dev.rollcall.testkit.People;
import dev.rollcall.testkit.Person;
import dev.rollcall.testkit.RecordingShape;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadRowsTest {
  private static final Person ANNA = People.of("1", "a.ek", "Anna");
  private static final Person TOBE = People.of("2", "t.abara", "Tobe");

  @TempDir private Path home;
  private World world;

  @BeforeEach
  void begin() {
    world = new World(home).shaped(new RecordingShape().mandatory("cn"));
    world.sketch(SyncSketch::treatsUnmanagedAsLeavers).people(ANNA, TOBE);
    world.run();
  }

  @AfterEach
  void end() {
    world.close();
  }

  private void expect(List<String> changes, String... codes) throws Exception {
    assertEquals(changes, world.planLines());
    assertEquals(List.of(codes), World.codes(world.plan()));
  }

  @Test
  void aRowWithoutItsAnchorMakesNobodyALeaver() throws Exception {
    world.people(ANNA.with("id"), TOBE);

    expect(List.of(), "DATA-NO-ANCHOR");
  }

  @Test
  void aRowWithABlankAnchorHasNone() throws Exception {
    world.people(ANNA.with("id", " "), TOBE);

    expect(List.of(), "DATA-NO-ANCHOR");
  }

  @Test
  void aRowWithSeveralAnchorsHasNone() throws Exception {
    world.people(ANNA.with("id", "1", "9"), TOBE);

    expect(List.of(), "DATA-NO-ANCHOR");
  }

  @Test
  void aRowThatCannotBePlacedSparesEverybodyWhoSeemsGone() throws Exception {
    world.people(ANNA.with("id").called("a.holm"));

    expect(List.of(), "DATA-NO-ANCHOR", "DATA-UNPLACED-ROWS");
  }

  @Test
  void aRowThatCannotBePlacedSparesUnmanagedAccountsToo() throws Exception {
    world.account("uid=x.y cn=X").people(ANNA, TOBE, People.of("", "other", "X").with("id"));

    expect(List.of(), "DATA-NO-ANCHOR", "DATA-UNPLACED-ROWS");
  }

  @Test
  void aNewRowWhoseLoginCannotBeMadeSparesUnmanagedAccounts() throws Exception {
    world
        .sketch(sketch ->
            sketch.maps("uid", "username.matches('^[a-z.]+$') ? username : string(int(username))"))
        .account("uid=x.y cn=X")
        .people(ANNA, TOBE, People.of("3", "X*Y", "X"));

    expect(List.of(), "DATA-EXPRESSION", "DATA-UNPLACED-ROWS");
  }

  @Test
  void twoRowsWithOneAnchorAreLeftAsTheyAre() throws Exception {
    world.people(ANNA.with("title", "Lead"), ANNA.called("a.holm"), TOBE);

    expect(List.of(), "DATA-ANCHOR-TWICE");
  }

  @Test
  void twoRowsWithOneLoginAreLeftAsTheyAre() throws Exception {
    world.people(ANNA.with("title", "Lead"), TOBE.called("A.EK"));

    expect(List.of(), "DATA-LOGIN-TWICE");
  }

  @Test
  void threeRowsWithOneLoginAreOneProblem() throws Exception {
    world.people(
        ANNA, TOBE, People.of("3", "n", "N"), People.of("4", "n", "N"), People.of("5", "n", "N"));

    expect(List.of(), "DATA-LOGIN-TWICE");
    assertEquals(
        "hr row of 3/n, row of 4/n and row of 5/n all give the login 'n'; all left as they are",
        world.plan().problems().getFirst().what());
  }

  @Test
  void aRowOfWhichWhereCannotBeToldIsLeftAsItIs() throws Exception {
    world.people(ANNA.with("status").with("title", "Lead"), TOBE);

    expect(List.of(), "DATA-WHERE");
  }

  @Test
  void aRowWhoseExpressionFailsIsLeftAsItIs() throws Exception {
    world.sketch(sketch -> sketch.maps("title", "string(int(title))"));
    world.people(ANNA.with("title", "12"), TOBE.with("title", "twelve"));

    expect(List.of("update uid=a.ek"), "DATA-EXPRESSION");
  }

  @Test
  void aPersonWithoutALoginIsLeftAsIs() throws Exception {
    world.people(ANNA.with("username"), TOBE, People.of("3", "", "New").with("username"));

    expect(List.of(), "DATA-NO-LOGIN", "DATA-NO-LOGIN");
  }

  @Test
  void aFlawInTheValuesIsSaidBeforeTheTargetIsAsked() throws Exception {
    world.people(ANNA.with("full_name"), TOBE.with("title", "a\nb"));

    expect(List.of(), "FLAW", "FLAW");
  }

  @Test
  void severalAccountsThatAnswerToOneValueAreLeftAlone() throws Exception {
    world.sketch(sketch -> sketch.match("mail"));
    world.account("uid=x1 cn=X mail=x@studio.example").account("uid=x2 cn=X mail=x@studio.example");

    world.people(ANNA, TOBE, People.of("3", "x", "X"));

    expect(List.of(), "DATA-SEVERAL-ACCOUNTS");
  }

  @Test
  void severalAccountsOfABadRowAreLeftAlone() throws Exception {
    world.sketch(sketch -> sketch.match("mail"));
    world.account("uid=x1 cn=X mail=x@studio.example").account("uid=x2 cn=X mail=x@studio.example");

    world.people(ANNA, TOBE, People.of("3", "x", "X").with("status"));

    expect(List.of(), "DATA-WHERE");
  }

  @Test
  void valuesThatLeadToDifferentAccountsAreADispute() throws Exception {
    world.account("uid=x1 cn=X").account("uid=x2 cn=X");

    world.people(ANNA, TOBE, People.of("3", "x", "X").with("username", "x2", "x1"));

    expect(List.of(), "DATA-SEVERAL-ACCOUNTS");
  }

  @Test
  void twoPeopleWhoMatchOneAccountAreLeftAsTheyAre() throws Exception {
    world.sketch(sketch -> sketch.match("uid", "mail"));
    world.account("uid=x cn=X mail=y@studio.example");

    world.people(ANNA, TOBE, People.of("3", "x", "X"), People.of("4", "y", "Y"));

    expect(List.of(), "DATA-TWO-PEOPLE");
  }

  @Test
  void aBadRowThatMatchesAnAccountKeepsItFromAnotherPerson() throws Exception {
    world.sketch(sketch -> sketch.match("uid", "mail"));
    world.account("uid=x cn=X mail=y@studio.example");

    world.people(ANNA, TOBE, People.of("3", "x", "X").with("status"), People.of("4", "y", "Y"));

    expect(List.of(), "DATA-TWO-PEOPLE", "DATA-WHERE");
  }

  @Test
  void aMatchedAccountIsRememberedAlsoWhenItsChangeIsNotMade() throws Exception {
    world.account("uid=x cn=X").people(ANNA, TOBE, People.of("3", "x", "X").with("title", "a\nb"));
    world.run();

    world.people(ANNA, TOBE).sketch(sketch -> sketch);

    expect(List.of("disable uid=x"));
    assertEquals(3, world.plan().summary().managed());
  }

  @Test
  void aJoinerCannotHaveTheLoginOfAnAccountThatIsNobodys() throws Exception {
    world.sketch(sketch -> sketch.match("mail")).account("uid=x cn=X");

    world.people(ANNA, TOBE, People.of("3", "X", "X"));

    assertEquals(List.of("DATA-LOGIN-TAKEN"), World.codes(world.plan()));
    assertEquals(0, world.plan().summary().count(Kind.CREATE));
  }
}
