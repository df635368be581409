// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.core.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardTest {
  private static final Guard GUARD = new Guard(Limit.LEAVERS, Limit.MEMBERS);

  private static Guard.Case leaving(long leavers, long managed) {
    return new Guard.Case(
        "s", "hr", "directory", managed, managed, managed, leavers, false, "b41d");
  }

  @ParameterizedTest
  @CsvSource({"10,12", "10,200", "11,220", "509,10198", "0,5"})
  void isSafeUpToTheLimit(long leavers, long managed) {
    assertInstanceOf(Verdict.Safe.class, GUARD.judge(leaving(leavers, managed)));
  }

  @ParameterizedTest
  @CsvSource({"11,12", "11,200", "11,219", "12,220", "510,10198"})
  void needsApprovalOverTheLimit(long leavers, long managed) {
    Verdict.NeedsApproval verdict =
        assertInstanceOf(Verdict.NeedsApproval.class, GUARD.judge(leaving(leavers, managed)));

    assertEquals("GUARD-LEAVERS", verdict.problems().getFirst().code());
  }

  @Test
  void saysWithWhichNumbersItIsSafe() {
    Verdict.Safe safe = assertInstanceOf(Verdict.Safe.class, GUARD.judge(leaving(3, 10_198)));

    assertEquals(List.of("leavers 3 of 10,198 (limit 5 % or 10)"), safe.evidence());
  }

  @Test
  void saysWhatItRefusesWhyAndWhatToDo() {
    Guard.Case plan =
        new Guard.Case("s", "hr", "directory", 618, 618, 1030, 412, false, "b41df05133972c17");

    Verdict.NeedsApproval verdict =
        assertInstanceOf(Verdict.NeedsApproval.class, GUARD.judge(plan));

    assertEquals(
        """
        error GUARD-LEAVERS: refusing to take access from 412 of 1,030 accounts in 'directory'
          why: limits.leavers allows 51 (5 % or 10); source 'hr' returned 618 identities
          fix: check the source; if the plan is right: rollcall apply PLAN --approve b41df05133972c17\
        """,
        verdict.problems().getFirst().text());
  }

  @Test
  void forbidsWhateverAnEmptySourceLeadsTo() {
    Guard.Case plan = new Guard.Case("s", "hr", "directory", 0, 0, 3, 0, false, "b41d");

    Verdict.Forbidden verdict = assertInstanceOf(Verdict.Forbidden.class, GUARD.judge(plan));

    assertEquals("GUARD-SOURCE-EMPTY", verdict.problems().getFirst().code());
  }

  @Test
  void nothingChangedIsNoEmptySource() {
    Guard.Case plan = new Guard.Case("s", "hr", "directory", 0, 0, 3, 0, true, "b41d");

    assertInstanceOf(Verdict.Safe.class, GUARD.judge(plan));
  }

  @Test
  void wantsApprovalWhenNobodyIsInScopeAndSomebodyLeaves() {
    Verdict verdict =
        GUARD.judge(new Guard.Case("s", "hr", "directory", 9, 0, 9, 1, false, "b41d"));

    List<Problem> problems = assertInstanceOf(Verdict.NeedsApproval.class, verdict).problems();
    assertEquals("GUARD-NOBODY-IN-SCOPE", problems.getFirst().code());
  }

  @Test
  void nobodyInScopeIsFineWhenNobodyLeaves() {
    assertInstanceOf(
        Verdict.Safe.class,
        GUARD.judge(new Guard.Case("s", "hr", "directory", 9, 0, 9, 0, false, "b41d")));
  }

  @ParameterizedTest
  @CsvSource({
    "0.57,0,10000,57",
    "100,0,7,7",
    "0,0,7,0",
    "0.1,0,999,0",
    "0.1,0,1000,1",
    "5,10,0,10"
  })
  void aShareIsRoundedDownAndNeverByAccident(double percent, long least, long among, long allowed) {
    assertEquals(allowed, new Limit(percent, least).allowed(among));
  }

  @ParameterizedTest
  @CsvSource({"-1,0", "101,0", "NaN,0", "5,-1"})
  void aLimitIsInRange(double percent, long least) {
    assertThrows(IllegalArgumentException.class, () -> new Limit(percent, least));
  }

  @Test
  void aLimitIsWrittenAsItIsConfigured() {
    assertEquals("5 % or 10", Limit.LEAVERS.toString());
    assertEquals("2.5 % or 0", new Limit(2.5, 0).toString());
  }
}
