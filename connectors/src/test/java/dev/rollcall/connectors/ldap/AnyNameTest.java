// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import dev.rollcall.connectors.ldap.PagedRead.Search;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Attributes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.junit.jupiter.api.Test;

/// Any text as a value of a name or a filter is a value and nothing else, for our library as for
/// the JDK's own reader of names, which knows nothing of it.
class AnyNameTest {
  private static final int MANY = 5_000;
  private static final String AT = "ou=users,dc=example,dc=com";
  private static final DN LEFT = new DN(new RDN("ou", "left"), new RDN("dc", "com"));

  @Test
  void aNewNameHasTheValueAndThePlace() throws Exception {
    AccountNames names = names(AT);

    for (String value : AnyText.hardestAnd(MANY)) {
      assertNamed(List.of(Map.of("uid", value)), key(names, value, Optional.empty()), AT);
    }
  }

  @Test
  void aRenamedOneHasTheNewValueAndTheOldPlace() throws Exception {
    AccountNames names = names(AT);
    AccountKey current = new AccountKey("uid=old," + AT);

    for (String value : AnyText.hardestAnd(MANY)) {
      String renamed = key(names, value, Optional.of(current));
      assertNamed(List.of(Map.of("uid", value)), renamed, AT);
      assertEquals(renamed, key(names, value, Optional.of(new AccountKey(renamed))));
    }
  }

  @Test
  void ofSeveralValuesInANameOnlyItsOwnChanges() throws Exception {
    AccountNames names = names(AT);
    String other = "";

    for (String value : AnyText.hardestAnd(MANY)) {
      String current = AccountNames.text(new RDN(two(), new String[] {"c" + other, "old"}));
      String renamed = key(names, value, Optional.of(new AccountKey(current + "," + AT)));
      assertNamed(List.of(Map.of("cn", "c" + other, "uid", value)), renamed, AT);
      other = value;
    }
  }

  @Test
  void aPlaceOfAnyNameIsKept() throws Exception {
    for (String value : AnyText.hardestAnd(MANY)) {
      String place = AccountNames.text(new RDN("ou", value)) + ",dc=com";
      assertNamed(
          List.of(Map.of("uid", "b" + value), Map.of("ou", value)),
          key(names(place), "b" + value, Optional.empty()),
          "dc=com");
      assertNamed(
          List.of(Map.of("uid", value)),
          AccountNames.under(LEFT, new DN(key(names(place), value, Optional.empty()))),
          LEFT.toString());
    }
  }

  @Test
  void aReferenceIsTheSameHoweverItIsWritten() throws Exception {
    for (String value : AnyText.hardestAnd(MANY)) {
      String ours = key(names(AT), value, Optional.empty());
      String theirs = new LdapName(ours).toString();
      String normal = References.normal(ours);

      assertEquals(normal, References.normal(theirs));
      assertEquals(normal, References.normal(normal));
      assertEquals(new DN(ours), new DN(normal));
    }
  }

  @Test
  void anEntryIsWithinItsBaseWhateverBothAreCalled() throws Exception {
    for (String value : AnyText.hardestAnd(MANY)) {
      String place = AccountNames.text(new RDN("ou", value)) + ",dc=com";
      Subtree subtree = Subtree.of(place);

      assertEquals(true, subtree.holds(key(names(place), value, Optional.empty())));
      assertEquals(true, subtree.holds(new LdapName("uid=a," + place).toString()));
      assertEquals(false, subtree.holds(key(names("dc=com"), "a," + place, Optional.empty())));
    }
  }

  @Test
  void aValueInAFilterIsComparedAndNothingElse() throws Exception {
    Filter people = Filter.create("(objectClass=person)");

    for (String value : AnyText.hardestAnd(MANY)) {
      Filter both =
          Filter.createANDFilter(
              people, Filter.createORFilter(Filter.createEqualityFilter("uid", value)));
      for (Filter read : List.of(Filter.create(both.toString()), Filter.decode(both.encode()))) {
        assertEquals(2, read.getComponents().length);
        Filter compared = read.getComponents()[1].getComponents()[0];
        assertEquals(Filter.FILTER_TYPE_EQUALITY, compared.getFilterType());
        assertEquals("uid", compared.getAttributeName());
        assertArrayEquals(
            value.getBytes(StandardCharsets.UTF_8), compared.getAssertionValueBytes());
      }
    }
  }

  @Test
  void aSearchToBePastedIsOneWordForEachPart() throws Exception {
    for (String value : AnyText.hardestAnd(40)) {
      if (value.indexOf('\0') >= 0) {
        continue;
      }
      Filter filter = Filter.createEqualityFilter("uid", value);
      Search search = new Search(AccountNames.text(new RDN("ou", value)) + ",dc=com", filter);
      String command =
          SearchCommand.of(Settings.of("ldap://localhost").build(), search, List.of("cn"));

      List<String> words = shellWords(command);

      assertEquals(
          List.of("-b", search.base(), filter.toString(), "cn"),
          words.subList(words.size() - 4, words.size()));
    }
  }

  /// The words that a shell makes of a line.
  private static List<String> shellWords(String command) throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder("sh", "-c", "printf '%s\\0' " + command)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String words = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, shell.waitFor());
    return List.of(words.split("\0", -1))
        .subList(0, (int) words.chars().filter(c -> c == 0).count());
  }

  /// That a DN has these RDNs and then this place, read by two libraries.
  private static void assertNamed(List<Map<String, String>> rdns, String dn, String place)
      throws LDAPException, InvalidNameException {
    RDN[] read = new DN(dn).getRDNs();
    assertEquals(rdns.size() + new DN(place).getRDNs().length, read.length, dn);
    List<Rdn> byJdk = new LdapName(dn).getRdns().reversed();
    assertEquals(read.length, byJdk.size(), dn);
    for (int i = 0; i < rdns.size(); i++) {
      assertEquals(rdns.get(i), values(read[i]), dn);
      if (rdns.get(i).values().stream().noneMatch(AnyNameTest::isTrimmed)) {
        assertEquals(rdns.get(i), values(byJdk.get(i)), dn);
      }
    }
    assertEquals(
        new DN(place).toNormalizedString(),
        new DN(Arrays.copyOfRange(read, rdns.size(), read.length)).toNormalizedString());
  }

  /// The JDK takes the end of a line for a space that may be left out, which RFC 4514 does not.
  private static boolean isTrimmed(String value) {
    return value.chars().anyMatch(letter -> letter == '\r' || letter == '\n');
  }

  private static Map<String, String> values(RDN rdn) {
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i < rdn.getValueCount(); i++) {
      values.put(rdn.getAttributeNames()[i], rdn.getAttributeValues()[i]);
    }
    return values;
  }

  private static Map<String, String> values(Rdn rdn) {
    Map<String, String> values = new TreeMap<>();
    rdn.toAttributes()
        .getAll()
        .asIterator()
        .forEachRemaining(each -> values.put(each.getID(), value(each)));
    return values;
  }

  private static String value(javax.naming.directory.Attribute attribute) {
    try {
      return String.valueOf(attribute.get());
    } catch (javax.naming.NamingException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static String[] two() {
    return new String[] {"cn", "uid"};
  }

  private static AccountNames names(String place) throws LDAPException {
    return new AccountNames(Optional.empty(), "uid", new DN(place), Optional.empty());
  }

  private static String key(AccountNames names, String login, Optional<AccountKey> current) {
    Attributes wanted = new Attributes(new TreeMap<>(Map.of("uid", List.of(login))));
    return names.key(wanted, current).orElseThrow().value();
  }
}
