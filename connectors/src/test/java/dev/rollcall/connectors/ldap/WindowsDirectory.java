// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchEntry;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchResult;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import dev.rollcall.testkit.server.Credentials;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An in-memory directory that behaves as Windows does where Samba does not: values come in ranges
/// whether asked for or not, and pages are never larger than the server likes.
final class WindowsDirectory implements AutoCloseable {
  static final String SUFFIX = "DC=ad,DC=example,DC=com";
  private static final Credentials ADMIN = new Credentials("cn=admin", "long enough");
  private static final Pattern ASKED = Pattern.compile("(?i)member;range=(\\d+)-.*");

  private final InMemoryDirectoryServer server;

  /// @param window how many values an answer has that begins at this one
  /// @param between called before every answer that continues a range
  WindowsDirectory(IntUnaryOperator window, int pageSize, Between between) throws Exception {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(SUFFIX);
    config.setSchema(null);
    config.addAdditionalBindCredentials(ADMIN.dn(), ADMIN.password());
    config.addInMemoryOperationInterceptor(new Habits(window, pageSize, between));
    config.setListenerConfigs(
        new InMemoryListenerConfig(
            "loopback", InetAddress.getLoopbackAddress(), 0, null, null, null));
    server = new InMemoryDirectoryServer(config);
    server.startListening();
    server.add("dn: " + SUFFIX, "objectClass: domain", "dc: ad");
  }

  /// What somebody else does between two answers.
  interface Between {
    void happens(int from) throws LDAPException;
  }

  InMemoryDirectoryServer server() {
    return server;
  }

  Settings settings() {
    return Settings.of("ldap://localhost:" + server.getListenPort()).as(ADMIN);
  }

  @Override
  public void close() {
    server.shutDown(true);
  }

  private static final class Habits extends InMemoryOperationInterceptor {
    private final IntUnaryOperator window;
    private final int pageSize;
    private final Between between;

    private Habits(IntUnaryOperator window, int pageSize, Between between) {
      this.window = window;
      this.pageSize = pageSize;
      this.between = between;
    }

    @Override
    public void processSearchRequest(InMemoryInterceptedSearchRequest intercepted)
        throws LDAPException {
      SearchRequest request = intercepted.getRequest().duplicate();
      List<Control> controls = new ArrayList<>();
      for (Control control : request.getControlList()) {
        controls.add(control instanceof SimplePagedResultsControl page ? smaller(page) : control);
      }
      request.setControls(controls);
      int from = from(intercepted);
      if (from > 0) {
        between.happens(from);
      }
      List<String> names = new ArrayList<>(request.getAttributeList());
      names.replaceAll(name -> ASKED.matcher(name).matches() ? "member" : name);
      request.setAttributes(names);
      intercepted.setRequest(request);
      intercepted.setProperty("from", from);
    }

    private int from(InMemoryInterceptedSearchRequest intercepted) {
      return intercepted.getRequest().getAttributeList().stream()
          .map(ASKED::matcher)
          .filter(Matcher::matches)
          .mapToInt(found -> Integer.parseInt(found.group(1)))
          .findFirst()
          .orElse(0);
    }

    private Control smaller(SimplePagedResultsControl page) {

      return new SimplePagedResultsControl(
          Math.min(page.getSize(), pageSize), page.getCookie(), page.isCritical());
    }

    @Override
    public void processSearchEntry(InMemoryInterceptedSearchEntry intercepted) {
      Optional.ofNullable(intercepted.getSearchEntry())
          .filter(entry -> entry.hasAttribute("member"))
          .ifPresent(entry -> intercepted.setSearchEntry(inPart(entry, from(intercepted))));
    }

    private static int from(InMemoryInterceptedSearchEntry intercepted) {
      return intercepted.getProperty("from") instanceof Integer number ? number : 0;
    }

    private SearchResultEntry inPart(SearchResultEntry whole, int from) {
      Entry entry = whole.duplicate();
      String[] values = Optional.ofNullable(entry.getAttributeValues("member")).orElseThrow();
      entry.removeAttribute("member");
      part(entry, values, from);
      return new SearchResultEntry(entry, whole.getControls());
    }

    private void part(Entry entry, String[] values, int from) {
      if (from >= values.length) {
        return;
      }
      int end = Math.min(values.length, from + window.applyAsInt(from));
      String range =
          end == values.length && from == 0
              ? "member"
              : "member;range=%d-%s".formatted(from, end == values.length ? "*" : end - 1);
      if (from == 0 && end < values.length) {
        entry.addAttribute(new Attribute("member"));
      }
      entry.addAttribute(range, Arrays.copyOfRange(values, from, end));
    }

    @Override
    public void processSearchResult(InMemoryInterceptedSearchResult ignored) {}
  }
}
