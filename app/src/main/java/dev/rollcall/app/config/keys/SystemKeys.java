// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config.keys;

import static dev.rollcall.app.config.keys.Key.needed;
import static dev.rollcall.app.config.keys.Key.optional;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The keys of the systems.
final class SystemKeys {
  private static final Shape TYPE = new Shape.Choice(List.of("sql", "ldap", "ftrack", "file"));

  private SystemKeys() {}

  static Shape.Typed all() {
    SequencedMap<String, Table> tables = new LinkedHashMap<>();
    tables.put("sql", sql());
    tables.put("ldap", ldap());
    tables.put("ftrack", ftrack());
    tables.put("file", file());
    return new Shape.Typed(tables);
  }

  private static Table sql() {
    return Table.of(
            "an sql system",
            needed("type", TYPE, "`sql`: a database, read as a source."),
            needed(
                "url",
                Syntax.ADDRESS,
                "JDBC address: `jdbc:postgresql://db.example.com/hr`, `jdbc:mariadb://...`,"
                    + " `jdbc:sqlite:FILE` (FILE is relative to this file). No password in it."),
            optional("username", Syntax.TEXT, "Who signs in."),
            optional("password", Syntax.SECRET, "Best as `${env:NAME}` or `${file:PATH}`."),
            optional(
                "properties",
                new Shape.Named("NAME", Syntax.ATTRIBUTE, new Shape.Text(Syntax.TEXT)),
                "Handed to the JDBC driver as they are."))
        .substituting()
        .former(Map.of("user", "username", "jdbc_url", "url", "jdbcUrl", "url"));
  }

  private static Table ldap() {
    return Table.of(
            "an ldap system",
            needed("type", TYPE, "`ldap`: a directory, read as a source or kept as a target."),
            optional(
                "url",
                new Shape.Texts(Syntax.ADDRESS, true),
                "`LDAP_URL`",
                "`ldaps://HOST`, `ldap://HOST` or `ldapi://PATH`; a list is tried in order."
                    + " `ldaps+srv://DOMAIN` is every server that DNS names for it."
                    + " `sandbox:FILE` is a built-in directory that is kept in FILE."),
            optional("bind_dn", Syntax.DN, "`LDAP_BIND_DN`", "Who signs in; without it, nobody."),
            optional(
                "bind_password",
                Syntax.SECRET,
                "`LDAP_BIND_PASSWORD`",
                "Best as `${env:NAME}` or `${file:PATH}`."),
            optional(
                "sasl",
                new Shape.Choice(List.of("external", "gssapi")),
                "Instead of `bind_dn`: `external` signs in by the client certificate, or by the"
                    + " user id on `ldapi://`; `gssapi` by Kerberos."),
            optional(
                "client_certificate",
                Syntax.PATH,
                "PEM file with the certificate and the key for `sasl: external`."),
            optional(
                "principal",
                Syntax.PRINCIPAL,
                "Who signs in by `sasl: gssapi`: `rollcall@AD.EXAMPLE.COM`."),
            optional("keytab", Syntax.PATH, "The file with the keys of `principal`."),
            optional(
                "kdc",
                new Shape.Texts(Syntax.HOST, true),
                "what `krb5.conf` or DNS says",
                "`HOST` or `HOST:PORT` of the Kerberos servers of the realm."),
            optional(
                "start_tls",
                Syntax.FLAG,
                "`true` for `ldap://` to another host with a password, otherwise `false`",
                "Whether an `ldap://` connection must be upgraded before anything is sent."),
            optional("ca_file", Syntax.PATH, "the JVM's", "PEM file of the certificates to trust."),
            optional(
                "pinned_certificate",
                new Shape.Texts(Syntax.FINGERPRINT, true),
                "SHA-256 fingerprint of the server's certificate, or of its public key; of a list,"
                    + " one has to fit. Without `ca_file` who signed it and which host it names do"
                    + " not matter."),
            optional(
                "allow_plaintext",
                Syntax.FLAG,
                "`false`",
                "Whether a password may be sent without TLS to another host."),
            optional(
                "page_size",
                new Shape.Whole(1, 100_000),
                "`1000`",
                "How many entries one page of a read has."),
            optional("timeout", Syntax.DURATION, "`30s`", "How long an answer may take."))
        .substituting()
        .former(
            Map.of(
                "password", "bind_password",
                "user", "bind_dn",
                "username", "bind_dn",
                "ldap_url", "url"));
  }

  private static Table ftrack() {
    return Table.of(
            "an ftrack system",
            needed("type", TYPE, "`ftrack`: an ftrack workspace, kept as a target."),
            optional(
                "server",
                Syntax.ADDRESS,
                "`FTRACK_SERVER`",
                "`https://STUDIO.ftrackapp.com`. `sandbox:FILE` is a built-in ftrack that is kept"
                    + " in FILE."),
            optional("user", Syntax.TEXT, "`FTRACK_API_USER`", "Whose API key it is."),
            optional(
                "api_key",
                Syntax.SECRET,
                "`FTRACK_API_KEY`",
                "Best as `${env:NAME}` or `${file:PATH}`."),
            optional(
                "protected",
                new Shape.Texts(Syntax.TEXT, true),
                "Logins that no run closes, removes, renames or takes a role from."),
            optional(
                "administrators",
                new Shape.Whole(1, 1000),
                "`1`",
                "How many active administrators stay at the least."),
            optional(
                "administrator_roles",
                new Shape.Texts(Syntax.TEXT, true),
                "Roles that may change everything, besides those with `admin` in their name."),
            optional(
                "requests_per_second",
                new Shape.Whole(1, 1000),
                "as many as the server takes",
                "How many requests at the most; it slows down by itself when the server does."),
            optional(
                "requests_at_once",
                new Shape.Whole(1, 32),
                "`4`",
                "How many requests are under way at the same time when changes are made."),
            optional(
                "invites",
                Syntax.FLAG,
                "`false`",
                "Whether ftrack sends new people an invitation."),
            optional(
                "batch",
                new Shape.Whole(1, 1000),
                "`200`",
                "How many operations one call carries."),
            optional(
                "page_size",
                new Shape.Whole(2, 10_000),
                "`500`",
                "How many users one page of a read has."),
            optional("timeout", Syntax.DURATION, "`60s`", "How long an answer may take."),
            optional("ca_file", Syntax.PATH, "the JVM's", "PEM file of the certificates to trust."),
            optional(
                "allow_plaintext",
                Syntax.FLAG,
                "`false`",
                "Whether the API key may be sent to another host by `http://`."))
        .substituting()
        .former(Map.of("url", "server", "api_user", "user", "username", "user", "key", "api_key"));
  }

  private static Table file() {
    return Table.of(
            "a file system",
            needed(
                "type", TYPE, "`file`: a CSV or LDIF file, read as a source or kept as a target."),
            needed(
                "path",
                Syntax.PATH,
                "The file, relative to this one. One that ends in `.gz` is unpacked, and a source"
                    + " only."),
            optional(
                "format",
                new Shape.Choice(List.of("csv", "ldif")),
                "by the file's ending",
                "What is in it."),
            optional("separator", Syntax.CHARACTER, "`,`", "Between the values of a CSV line."),
            optional(
                "multiple",
                Syntax.TEXT,
                "a cell is one value",
                "What separates several values in one CSV cell: `|`."))
        .substituting()
        .former(Map.of("delimiter", "separator", "file", "path"));
  }
}
