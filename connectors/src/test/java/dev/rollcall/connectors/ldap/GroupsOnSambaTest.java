// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Member;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.plan.Subject;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.testkit.server.SambaServer;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GroupsOnSambaTest implements GroupsContract {
  @RegisterExtension static final SharedServerExtension<SambaServer> samba = Servers.sharedSamba();

  private GroupDesk desk;

  @BeforeEach
  void begin() throws Exception {
    SambaServer server = samba.get();
    desk =
        GroupDesk.onWindows(
            Capitals.of(server.freshArea()),
            Settings.secure(server, server.admin()),
            server.connect());
  }

  @AfterEach
  void end() {
    desk.close();
  }

  @Override
  public GroupDesk desk() {
    return desk;
  }

  @Test
  void keepsALargeGroup() throws Exception {
    Account group = desk.created("many");
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < 1600; i++) {
      members.add(desk.person("u" + i));
    }

    Outcome in = desk.apply(desk.members(group, 0, members, List.of()));
    Outcome one = desk.apply(desk.letOut(group, 1600, members.getFirst()));
    Outcome again = desk.apply(desk.letOut(group, 1600, members.getFirst()));

    assertInstanceOf(Outcome.Applied.class, in);
    assertInstanceOf(Outcome.Applied.class, one);
    assertInstanceOf(Outcome.AlreadyDone.class, again);
    assertEquals(1599, desk.members("many").size());
  }

  @Test
  void namesAGroupLikeTheToolsOfWindows() throws Exception {
    Attributes wanted =
        new Attributes(new TreeMap<>(Map.of("cn", List.of("vfx-" + desk.area().hashCode()))));
    AccountKey key = desk.target().groupModel().key(wanted, Optional.empty()).orElseThrow();
    Subject subject = new Subject(Sort.GROUP, key, Optional.empty(), Optional.empty(), "vfx");

    Outcome outcome = desk.apply(new Change.Create(subject, wanted, GroupDesk.reason()));

    assertInstanceOf(Outcome.Applied.class, outcome);
    assertEquals(List.of(), desk.target().groupModel().flawsInNew(wanted));
    assertEquals(wanted.values("cn"), samba.get().values(key.value(), "sAMAccountName"));
  }

  @Test
  void countsThoseWhoseFirstGroupItIs() throws Exception {
    Account group = desk.created("first");
    Member mara = desk.person("mara");
    desk.apply(desk.letIn(group, 0, mara, desk.person("nils")));
    desk.administrator()
        .modify(
            desk.dn("mara"),
            new Modification(
                ModificationType.REPLACE, "primaryGroupID", Integer.toString(number(group))));

    List<String> members = desk.members("first");
    List<String> source = new ArrayList<>();
    desk.source()
        .readGroups(
            new SourceRequest(List.of("cn"), Optional.empty()), (_, of) -> source.addAll(of));
    Outcome outcome = desk.apply(desk.letOut(group, 2, mara, desk.member("nils")));

    assertEquals(List.of(desk.reference("mara"), desk.reference("nils")), members);
    assertEquals(members, source.stream().sorted().toList());
    Problem problem = assertInstanceOf(Outcome.Refused.class, outcome).problem();
    assertEquals("LDAP-MEMBER-REFUSED", problem.code(), problem.text());
    assertEquals(List.of(desk.reference("mara")), desk.members("first"));
  }

  private int number(Account group) throws Exception {
    byte[] sid = desk.entry(group.key().value()).getAttributeValueBytes("objectSid");
    if (sid == null) {
      throw new AssertionError("a group without objectSid");
    }
    return ByteBuffer.wrap(sid).order(ByteOrder.LITTLE_ENDIAN).getInt(sid.length - 4);
  }
}
