// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;

/// Asks DNS which servers there are for a service, RFC 2782.
///
/// This is the one use of JNDI. Its DNS provider makes texts of what it gets, never objects, and
/// the names it is asked for begin with `_ldap`, so they are no URLs of another provider.
///
/// @param dns `dns:` for the servers of this machine, `dns://HOST:PORT` for one
record ServiceRecords(String dns, RandomGenerator random) {
  /// Where one server is.
  record Target(int priority, int weight, int port, String host) {}

  private static final String RECORD = "SRV";
  private static final int PARTS = 4;

  static ServiceRecords ofThisMachine() {
    return new ServiceRecords("dns:", RandomGenerator.getDefault());
  }

  /// The servers of a name like `_ldap._tcp.example.com`, the first to try first; none where DNS
  /// has no such name.
  @SuppressWarnings({"BanJNDI", "JdkObsolete"})
  List<Target> of(String name) throws NamingException {
    // The type is that of JNDI.
    Hashtable<String, String> environment = new Hashtable<>();
    environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
    environment.put(Context.PROVIDER_URL, dns);
    environment.put("com.sun.jndi.dns.timeout.initial", "2000");
    environment.put("com.sun.jndi.dns.timeout.retries", "2");
    DirContext context = new InitialDirContext(environment);
    try {
      Optional<Attribute> found =
          Optional.ofNullable(context.getAttributes(name, new String[] {RECORD}).get(RECORD));
      return found.isPresent() ? inOrder(targets(found.get().getAll())) : List.of();
    } catch (NameNotFoundException unknown) {
      return List.of();
    } finally {
      context.close();
    }
  }

  private static List<Target> targets(NamingEnumeration<?> values) throws NamingException {
    List<Target> targets = new ArrayList<>();
    while (values.hasMore()) {
      String[] parts = String.valueOf(values.next()).strip().split("\\s+");
      // One dot alone says that there is decidedly no such service.
      if (parts.length == PARTS && !parts[PARTS - 1].equals(".")) {
        targets.add(
            new Target(
                Integer.parseInt(parts[0]),
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                parts[PARTS - 1].replaceFirst("\\.$", "").toLowerCase(Locale.ROOT)));
      }
    }
    return targets;
  }

  /// By priority, and within one by lot, in which weight counts.
  List<Target> inOrder(List<Target> targets) {
    SortedMap<Integer, List<Target>> byPriority =
        targets.stream()
            .sorted(Comparator.comparingInt(Target::weight).thenComparing(Target::host))
            .collect(Collectors.groupingBy(Target::priority, TreeMap::new, Collectors.toList()));
    List<Target> order = new ArrayList<>();
    for (Map.Entry<Integer, List<Target>> same : byPriority.entrySet()) {
      List<Target> left = new ArrayList<>(same.getValue());
      while (!left.isEmpty()) {
        order.add(left.remove(drawn(left)));
      }
    }
    return order;
  }

  private int drawn(List<Target> left) {
    int lot = random.nextInt(left.stream().mapToInt(Target::weight).sum() + 1);
    int sum = 0;
    for (int i = 0; i < left.size(); i++) {
      sum += left.get(i).weight();
      if (sum >= lot) {
        return i;
      }
    }
    return left.size() - 1;
  }
}
