// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/// Says what went wrong at one database so that a person can act on it. Passwords are taken out of
/// whatever a driver says.
final class SqlProblems {
  private static final Pattern TLS_WORDS =
      Pattern.compile("(?i)\\b(?:ssl|tls)\\b|certificate|hostnameverifier");

  private final SqlSettings settings;
  private final Dialect dialect;
  private final String query;

  SqlProblems(SqlSettings settings, Dialect dialect, String query) {
    this.settings = settings;
    this.dialect = dialect;
    this.query = query;
  }

  ReadFailed noDriver() {
    return failed(
        "SQL-NO-DRIVER",
        Blame.CONFIGURATION,
        "no JDBC driver for " + system(),
        "the address is "
            + hidden(settings.url())
            + "; drivers for PostgreSQL, MariaDB, MySQL and SQLite are included, and no other"
            + " jar on the class path knows this address",
        "correct " + key("url") + ", or put the database's JDBC driver on the class path");
  }

  ReadFailed emptyPassword() {
    return failed(
        "SQL-EMPTY-PASSWORD",
        Blame.CONFIGURATION,
        "the password of " + system() + " is empty",
        "an empty password usually means that a variable or file was not filled",
        "fill what " + key("password") + " points to, or remove it if the database wants none");
  }

  ReadFailed noPair(List<ResultColumn> columns) {
    return failed(
        "SQL-NO-PAIR",
        Blame.CONFIGURATION,
        "the members of groups in " + system() + " are not read as pairs",
        "`members_read` gives "
            + String.join(", ", columns.stream().map(ResultColumn::label).toList())
            + "; it takes two columns, the group and the person",
        "make it: select GROUP, PERSON from ...");
  }

  ReadFailed notAQuery(QueryText text) {
    String why =
        text.single()
            ? "it begins with '" + text.firstWord() + "'"
            : "something follows the semicolon";
    return failed(
        "SQL-NO-QUERY",
        Blame.CONFIGURATION,
        "what is read from " + system() + " is not a query",
        why + "; a source is only read, with one SELECT, WITH, VALUES, TABLE or SHOW",
        "make `read` one SELECT");
  }

  private ReadFailed translated(SqlFailure kind, SQLException failure, String place) {
    String says = says(failure);
    return switch (kind) {
      case TLS ->
          failed(
              "SQL-TLS",
              Blame.REMOTE_SYSTEM,
              "no trusted connection to " + system(),
              says,
              "give the driver the certificate of the authority (sslrootcert for PostgreSQL,"
                  + " serverSslCert for MariaDB) in "
                  + key("url")
                  + ", or renew the server's certificate");
      case UNREACHABLE ->
          failed(
              "SQL-UNREACHABLE",
              Blame.REMOTE_SYSTEM,
              "cannot reach " + system() + " at " + hidden(settings.url()),
              says,
              dialect instanceof Sqlite
                  ? "check that the file is there, is a SQLite database and can be read; beside a"
                      + " database in WAL mode the -shm file must be there or its folder writable"
                  : "check host and port in " + key("url") + " and that the database runs");
      case SIGN_IN ->
          failed(
              "SQL-SIGN-IN",
              Blame.CONFIGURATION,
              system() + " refuses to sign in " + user(),
              says,
              "correct " + key("username") + " and " + key("password"));
      case NO_DATABASE ->
          failed(
              "SQL-NO-DATABASE",
              Blame.CONFIGURATION,
              "there is no such database at " + system(),
              says,
              "correct the database's name in " + key("url"));
      case RIGHTS ->
          failed(
              "SQL-RIGHTS",
              Blame.CONFIGURATION,
              user() + " may not read what the query of " + system() + " reads",
              says,
              "grant "
                  + user()
                  + " SELECT on every table of the query (PostgreSQL: also USAGE on"
                  + " the schema)");
      case NO_TABLE ->
          failed(
              "SQL-NO-TABLE",
              Blame.CONFIGURATION,
              "the query of " + system() + " reads a table that is not there" + place,
              says,
              "correct the table's name in `read`, with its schema (`hr.users`) if it has one");
      case WRITES ->
          failed(
              "SQL-NO-QUERY",
              Blame.CONFIGURATION,
              "what is read from " + system() + " tries to change the database",
              says,
              "make `read` one SELECT that changes nothing");
      case STATEMENT ->
          failed(
              "SQL-STATEMENT",
              Blame.CONFIGURATION,
              system() + " does not understand the query" + place,
              says,
              "correct `read`; try it in the database's own client first");
      case OTHER -> interrupted(0, failure);
    };
  }

  /// The query failed before its first row.
  ///
  /// @param before how many characters stood before the configured query in what was sent
  ReadFailed query(SQLException failure, int before) {
    SqlFailure kind = dialect.failure(failure);
    return kind == SqlFailure.UNREACHABLE && !(dialect instanceof Sqlite)
        ? interrupted(0, failure)
        : translated(kind, failure, place(failure, before));
  }

  /// The database could not be reached or refused to begin.
  ReadFailed start(SQLException failure) {
    SqlFailure kind = dialect.failure(failure);
    boolean handshake = kind == SqlFailure.UNREACHABLE && isAboutTls(failure);
    return translated(handshake ? SqlFailure.TLS : kind, failure, "");
  }

  /// The read broke off.
  ReadFailed interrupted(long rows, SQLException failure) {
    return failed(
        "SQL-READ",
        Blame.REMOTE_SYSTEM,
        "reading " + system() + " broke off after " + rows + " rows",
        says(failure) + "; none of these rows is used",
        "run again; if it stays, try the query in the database's own client");
  }

  ReadFailed value(long row, String column, Exception failure) {
    String says = failure instanceof SQLException sql ? says(sql) : hidden(failure.toString());
    return failed(
        "SQL-VALUE",
        Blame.DATA,
        "cannot read row " + row + ", column '" + column + "' of " + system(),
        says,
        "correct the value in the database, or convert the column in `read`");
  }

  ReadFailed noColumn(String name, Optional<String> nearest, List<ResultColumn> columns) {
    return failed(
        "SQL-NO-COLUMN",
        Blame.CONFIGURATION,
        "the query of "
            + system()
            + " has no column '"
            + name
            + "'"
            + nearest.map(near -> "; did you mean '" + near + "'?").orElse(""),
        "its columns are " + names(columns),
        "correct the name in the mapping, or add the column to `read`");
  }

  ReadFailed columnTwice(String name, List<ResultColumn> columns) {
    return failed(
        "SQL-COLUMN-TWICE",
        Blame.CONFIGURATION,
        "the query of " + system() + " has several columns '" + name + "'",
        "its columns are " + names(columns),
        "give each column of `read` a name of its own: `t.id as team_id`");
  }

  ReadFailed changedType(ResultColumn column) {
    return failed(
        "SQL-CHANGED-TYPE",
        Blame.CONFIGURATION,
        "column '" + column.label() + "' of " + system() + " says no time",
        "`changed` needs a date or timestamp; this is " + column.typeName(),
        "name another column in `changed`, or convert it in `read`");
  }

  ReadFailed noChanged() {
    return failed(
        "SQL-NO-CHANGED",
        Blame.CONFIGURATION,
        "cannot read the changes of " + system(),
        "no column says when a row was changed",
        "set `changed: updated_at` beside `read`, or run without --changes");
  }

  ReadFailed cursor(String cursor) {
    return failed(
        "SQL-CURSOR",
        Blame.OPERATOR,
        "cannot read the changes of " + system() + " since '" + cursor + "'",
        "the stored cursor is not a time with an offset",
        "run once without --changes; it stores a new cursor");
  }

  /// Drivers check certificates in ways of their own, so the words have to tell.
  private static boolean isAboutTls(SQLException failure) {
    return failure.getCause() instanceof SSLException
        || TLS_WORDS.matcher(String.valueOf(failure.getMessage())).find();
  }

  private String says(SQLException failure) {
    String state = failure.getSQLState() == null ? "" : " (SQLSTATE " + failure.getSQLState() + ")";
    return hidden(String.valueOf(failure.getMessage()).strip().replaceAll("\\s*\\n\\s*", "; "))
        + state;
  }

  private String place(SQLException failure, int before) {
    return dialect
        .position(failure)
        .map(position -> position - before)
        .filter(position -> position > 0 && position <= query.length())
        .map(this::place)
        .orElse("");
  }

  private String place(int position) {
    String before = query.substring(0, position - 1);
    long line = before.lines().count() + (before.isEmpty() || before.endsWith("\n") ? 1 : 0);
    int column = position - 1 - before.lastIndexOf('\n');
    String rest = query.substring(position - 1).lines().findFirst().orElse("");
    String shown = rest.length() > 30 ? rest.substring(0, 30) + "…" : rest;
    return ": line " + line + ", column " + column + ", at `" + shown + "`";
  }

  private String hidden(String text) {
    return Hidden.in(settings, text);
  }

  private String system() {
    return "'" + settings.name() + "'";
  }

  private String user() {
    return settings.username().map(name -> "'" + name + "'").orElse("the database's user");
  }

  private String key(String name) {
    return "systems." + settings.name() + "." + name;
  }

  private static String names(List<ResultColumn> columns) {
    return String.join(", ", columns.stream().map(ResultColumn::label).toList());
  }

  private static ReadFailed failed(String code, Blame blame, String what, String why, String fix) {
    return new ReadFailed(new Problem(code, blame, what, why, fix));
  }
}
