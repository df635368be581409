// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.model.Identity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangedValuesTest {
  private static final String GROUP = "CN=all," + WindowsDirectory.SUFFIX;

  @ParameterizedTest
  @ValueSource(ints = {1, 1499, 1500, 1501, 3000, 3600})
  void everyValueIsFetchedHoweverManyThereAre(int count) throws Exception {
    try (WindowsDirectory windows = new WindowsDirectory(_ -> 1500, 1000, _ -> {})) {
      windows.server().add(group(count));

      assertEquals(new HashSet<>(members(count)), new HashSet<>(members(windows)));
      assertEquals(count, members(windows).size());
    }
  }

  @Test
  void theWindowMayChangeBetweenAnswers() throws Exception {
    try (WindowsDirectory windows =
        new WindowsDirectory(from -> from == 0 ? 1500 : from < 2000 ? 7 : 400, 1000, _ -> {})) {
      windows.server().add(group(3600));

      assertEquals(new HashSet<>(members(3600)), new HashSet<>(members(windows)));
    }
  }

  @Test
  void beginsAnewWhenTheValuesShrinkMeanwhile() throws Exception {
    AtomicInteger times = new AtomicInteger();
    List<WindowsDirectory> here = new ArrayList<>();
    try (WindowsDirectory windows =
        new WindowsDirectory(
            _ -> 1500,
            1000,
            _ -> {
              if (times.getAndIncrement() == 0) {
                here.getFirst().server().modify(GROUP, keeping(100));
              }
            })) {
      here.add(windows);
      windows.server().add(group(1600));

      assertEquals(new HashSet<>(members(100)), new HashSet<>(members(windows)));
    }
  }

  @Test
  void givesUpWhenTheServerNeverSendsTheRest() throws Exception {
    try (WindowsDirectory windows =
        new WindowsDirectory(from -> from == 0 ? 10 : 0, 1000, _ -> {})) {
      windows.server().add(group(20));

      ReadFailed failed = assertThrows(ReadFailed.class, () -> members(windows));

      assertEquals("LDAP-VALUES-CHANGING", failed.problem().code());
    }
  }

  @Test
  void theServerMayLowerThePageSize() throws Exception {
    try (WindowsDirectory windows = new WindowsDirectory(_ -> 1500, 10, _ -> {})) {
      for (int i = 0; i < 95; i++) {
        windows.server().add(person(i));
      }
      List<Identity> people = new ArrayList<>();

      CompleteRead read = read(windows, "(objectClass=user)", people, "cn");

      assertEquals(95, new HashSet<>(people).size());
      assertEquals(95, read.entries());
      assertTrue(read.requests() >= 10, read.evidence());
    }
  }

  private static List<String> members(WindowsDirectory windows) throws ReadFailed {
    List<Identity> groups = new ArrayList<>();
    read(windows, "(objectClass=group)", groups, "member");
    return groups.getFirst().values("member");
  }

  private static CompleteRead read(
      WindowsDirectory windows, String filter, List<Identity> into, String name) throws ReadFailed {
    LdapRead read =
        new LdapRead(List.of(WindowsDirectory.SUFFIX), filter, Optional.empty(), Duration.ZERO);
    try (LdapSource source = new LdapSource(windows.settings().build(), read)) {
      return source.read(new SourceRequest(List.of(name), Optional.empty()), into::add);
    }
  }

  private static Entry group(int count) {
    Entry group = new Entry(GROUP);
    group.addAttribute("objectClass", "group");
    group.addAttribute("cn", "all");
    group.addAttribute("member", members(count));
    return group;
  }

  private static Entry person(int i) {
    Entry person = new Entry("CN=user%d,%s".formatted(i, WindowsDirectory.SUFFIX));
    person.addAttribute("objectClass", "user");
    person.addAttribute("cn", "user" + i);
    return person;
  }

  private static Modification keeping(int count) {
    return new Modification(
        ModificationType.REPLACE, "member", members(count).toArray(String[]::new));
  }

  private static List<String> members(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "CN=user%d,%s".formatted(i, WindowsDirectory.SUFFIX))
        .toList();
  }
}
