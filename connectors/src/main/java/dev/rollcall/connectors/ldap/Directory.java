// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.RootDSE;
import com.unboundid.ldap.sdk.schema.Schema;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a directory says of itself.
///
/// @param words the kind for people
/// @param schema its schema as far as it shows it
/// @param controls the controls and extended operations it offers, by OID
/// @param lengths how long values may be, as far as it says so beside its schema
record Directory(
    ServerKind kind, String words, Optional<Schema> schema, Set<String> controls, Lengths lengths) {
  static final String ASSERTION = "1.3.6.1.1.12";
  static final String PRE_READ = "1.3.6.1.1.13.1";
  static final String POST_READ = "1.3.6.1.1.13.2";

  /// The extended operation that sets a password: RFC 3062.
  static final String MODIFY_PASSWORD = "1.3.6.1.4.1.4203.1.11.1";

  private static final String[] ROOT_ATTRIBUTES = {"*", "+"};

  boolean offers(String oid) {
    return controls.contains(oid);
  }

  /// Without its schema: enough for reading.
  static Directory outline(LDAPConnection connection) throws LDAPException {
    return of(root(connection), Optional.empty());
  }

  static Directory whole(LDAPConnection connection) throws LDAPException {
    return of(root(connection), schema(connection));
  }

  /// With the lengths of what these attributes may hold.
  static Directory whole(LDAPConnection connection, Collection<String> mapped)
      throws LDAPException {
    Directory directory = whole(connection);
    return directory.kind == ServerKind.ACTIVE_DIRECTORY
        ? new Directory(
            directory.kind,
            directory.words,
            directory.schema,
            directory.controls,
            Lengths.read(connection, mapped))
        : directory;
  }

  private static Directory of(Optional<RootDSE> root, Optional<Schema> schema) {
    ServerKind kind = root.map(ServerKind::of).orElse(ServerKind.OTHER);
    return new Directory(
        kind,
        kind.words(root.flatMap(ServerKind::vendor)),
        schema,
        Stream.of("supportedControl", "supportedExtension")
            .flatMap(offered ->
                root
                    .flatMap(found -> Optional.ofNullable(found.getAttributeValues(offered)))
                    .stream())
            .flatMap(Arrays::stream)
            .collect(Collectors.toUnmodifiableSet()),
        Lengths.UNKNOWN);
  }

  private static Optional<RootDSE> root(LDAPConnection connection) throws LDAPException {
    return Optional.ofNullable(connection.getEntry("", ROOT_ATTRIBUTES)).map(RootDSE::new);
  }

  private static Optional<Schema> schema(LDAPConnection connection) throws LDAPException {
    try {
      return Optional.ofNullable(connection.getSchema())
          .filter(schema -> !schema.getAttributeTypes().isEmpty());
    } catch (LDAPException hidden) {
      if (hidden.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)
          || hidden.getResultCode().equals(ResultCode.INSUFFICIENT_ACCESS_RIGHTS)) {
        return Optional.empty();
      }
      throw hidden;
    }
  }
}
