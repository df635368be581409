// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What a sandbox server is started with.
///
/// @param port where it listens on 127.0.0.1; 0 for any free port
/// @param logins accounts that exist and may call; the first one is the administrator of the house
/// @param globalKey an API key that is good with the login of any active user
/// @param seats how many users may be active, as the licence says
/// @param version what the server calls its version
/// @param largestPage the most rows that a query answers at once, even if it asks for more
/// @param rules how it behaves where real servers are not documented
/// @param remembered how many of the last requests can be looked at
/// @param data a file to start from, if it exists
/// @param ldap the directory that the server's own synchronisation reads
/// @param heartbeat how often the clients of the event hub are told that the server is there
public record Options(
    int port,
    List<Login> logins,
    Optional<String> globalKey,
    int seats,
    String version,
    OptionalInt largestPage,
    ServerRules rules,
    int remembered,
    Optional<Path> data,
    LdapSync ldap,
    Duration heartbeat) {

  /// The key of the account that a server has when nobody names one.
  public static final String USUAL_KEY = "sandbox-key";

  /// The account that a server has when nobody names one.
  public static final String USUAL_LOGIN = "rollcall";

  public Options {
    logins = List.copyOf(logins);
  }

  /// An account that may call.
  ///
  /// @param role the name of its security role
  public record Login(String username, String apiKey, String role) {
    public static Login administrator(String username, String apiKey) {
      return new Login(username, apiKey, "Administrator");
    }

    @Override
    public String toString() {
      return username + " (" + role + ")";
    }
  }

  /// A free port, one administrator, seats for everybody.
  public static Options usual() {
    return new Options(
        0,
        List.of(Login.administrator(USUAL_LOGIN, USUAL_KEY)),
        Optional.empty(),
        1_000_000,
        "4.13.8.11061",
        OptionalInt.empty(),
        ServerRules.usual(),
        200,
        Optional.empty(),
        LdapSync.none(),
        Duration.ofSeconds(10));
  }

  public Options withPort(int changed) {
    return new Options(
        changed,
        logins,
        globalKey,
        seats,
        version,
        largestPage,
        rules,
        remembered,
        data,
        ldap,
        heartbeat);
  }

  /// One more account that may call.
  public Options withLogin(Login added) {
    List<Login> more = new ArrayList<>(logins);
    more.add(added);
    return withLogins(more);
  }

  public Options withLogins(List<Login> changed) {
    return new Options(
        port,
        changed,
        globalKey,
        seats,
        version,
        largestPage,
        rules,
        remembered,
        data,
        ldap,
        heartbeat);
  }

  public Options withGlobalKey(String changed) {
    return new Options(
        port,
        logins,
        Optional.of(changed),
        seats,
        version,
        largestPage,
        rules,
        remembered,
        data,
        ldap,
        heartbeat);
  }

  public Options withSeats(int changed) {
    return new Options(
        port,
        logins,
        globalKey,
        changed,
        version,
        largestPage,
        rules,
        remembered,
        data,
        ldap,
        heartbeat);
  }

  public Options withVersion(String changed) {
    return new Options(
        port,
        logins,
        globalKey,
        seats,
        changed,
        largestPage,
        rules,
        remembered,
        data,
        ldap,
        heartbeat);
  }

  public Options withLargestPage(int changed) {
    return new Options(
        port,
        logins,
        globalKey,
        seats,
        version,
        OptionalInt.of(changed),
        rules,
        remembered,
        data,
        ldap,
        heartbeat);
  }

  public Options withRules(ServerRules changed) {
    return new Options(
        port,
        logins,
        globalKey,
        seats,
        version,
        largestPage,
        changed,
        remembered,
        data,
        ldap,
        heartbeat);
  }

  public Options withRemembered(int changed) {
    return new Options(
        port,
        logins,
        globalKey,
        seats,
        version,
        largestPage,
        rules,
        changed,
        data,
        ldap,
        heartbeat);
  }

  public Options withData(Path changed) {
    return new Options(
        port,
        logins,
        globalKey,
        seats,
        version,
        largestPage,
        rules,
        remembered,
        Optional.of(changed),
        ldap,
        heartbeat);
  }

  public Options withLdap(LdapSync changed) {
    return new Options(
        port,
        logins,
        globalKey,
        seats,
        version,
        largestPage,
        rules,
        remembered,
        data,
        changed,
        heartbeat);
  }

  public Options withHeartbeat(Duration changed) {
    return new Options(
        port,
        logins,
        globalKey,
        seats,
        version,
        largestPage,
        rules,
        remembered,
        data,
        ldap,
        changed);
  }

  @Override
  public String toString() {
    return "Options[port=" + port + ", logins=" + logins + ", seats=" + seats + "]";
  }
}
