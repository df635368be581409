// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The overlays of a slapd, as entries of its configuration.
record SlapdOverlays(SlapdOptions options) {
  private static final String LOG_PROVIDER =
      """
      dn: olcOverlay={0}syncprov,olcDatabase={1}mdb,cn=config
      objectClass: olcOverlayConfig
      objectClass: olcSyncProvConfig
      olcOverlay: {0}syncprov
      olcSpNoPresent: TRUE
      olcSpReloadHint: TRUE
      """;

  String entries() {
    List<String> entries = new ArrayList<>();
    for (String name : SlapdOptions.OVERLAYS) {
      if (options.has(name)) {
        entries.add(entry(entries.size(), name, settings(name)));
      }
    }
    return String.join("\n\n", entries);
  }

  /// The database that the accesslog overlay writes to; nothing without that overlay.
  String logDatabase(Path folder, String ldapiIdentity) {
    if (!options.has("accesslog")) {
      return "";
    }
    String database =
        """
        dn: olcDatabase={1}mdb,cn=config
        objectClass: olcDatabaseConfig
        objectClass: olcMdbConfig
        olcDatabase: {1}mdb
        olcSuffix: cn=accesslog
        olcRootDN: cn=accesslog
        olcDbDirectory: %s
        olcDbMaxSize: %d
        olcDbIndex: entryCSN,objectClass,reqEnd,reqResult,reqStart,reqDN eq
        olcSizeLimit: unlimited
        olcAccess: {0}to * by dn.exact="%s" read by dn.exact=%s manage by * none
        """
            .formatted(folder, options.maxBytes, options.adminDn(), ldapiIdentity);
    return database
        + String.join("\n", SlapdConfiguration.writing(options))
        + "\n\n"
        + (options.has("syncprov") ? LOG_PROVIDER : "");
  }

  private String entry(int index, String name, String settings) {
    return """
    dn: olcOverlay={%1$d}%2$s,olcDatabase=%3$smdb,cn=config
    objectClass: olcOverlayConfig
    olcOverlay: {%1$d}%2$s
    %4$s\
    """
        .formatted(index, name, SlapdConfiguration.databaseNumber(options), settings.strip());
  }

  private String settings(String overlay) {
    return switch (overlay) {
      case "accesslog" ->
          """
          objectClass: olcAccessLogConfig
          olcAccessLogDB: cn=accesslog
          olcAccessLogOps: writes
          olcAccessLogSuccess: TRUE
          """;
      case "memberof" ->
          """
          objectClass: olcMemberOfConfig
          olcMemberOfDangling: ignore
          olcMemberOfRefInt: TRUE
          olcMemberOfGroupOC: groupOfNames
          olcMemberOfMemberAD: member
          olcMemberOfMemberOfAD: memberOf
          """;
      case "refint" ->
          """
          objectClass: olcRefintConfig
          olcRefintAttribute: member
          olcRefintAttribute: owner
          olcRefintAttribute: manager
          olcRefintAttribute: seeAlso
          olcRefintNothing: %s
          """
              .formatted(options.adminDn());
      case "unique" ->
          """
          objectClass: olcUniqueConfig
          olcUniqueURI: ldap:///?uid?sub
          olcUniqueURI: ldap:///?mail?sub
          """;
      case "ppolicy" ->
          """
          objectClass: olcPPolicyConfig
          olcPPolicyDefault: cn=default,ou=policies,%s
          olcPPolicyHashCleartext: TRUE
          """
              .formatted(options.suffix);
      case "syncprov" ->
          """
          objectClass: olcSyncProvConfig
          olcSpCheckpoint: 100 10
          %s
          """
              .formatted(
                  options.has("accesslog")
                      ? "olcSpSessionlogSource: cn=accesslog"
                      : "olcSpSessionlog: 10000");
      default -> throw new IllegalArgumentException(overlay);
    };
  }
}
