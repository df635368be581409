// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.benchmarks.bare;

import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.AsyncResultListener;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/// Reads every row and adds an entry for it, so many at once over one connection, nothing more: no
/// comparison, no plan, no journal.
///
/// Arguments: JDBC URL, user, password, fetch size, query, LDAP port, bind DN, password, base,
/// window. The query gives the values of uid, mail, cn, givenName and sn in this order.
public final class LdapLoad {
  private LdapLoad() {}

  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[5]);
    int window = Integer.parseInt(args[9]);
    Semaphore free = new Semaphore(window);
    AtomicLong added = new AtomicLong();
    AsyncResultListener listener =
        (_, result) -> {
          if (result.getResultCode().equals(ResultCode.SUCCESS)) {
            added.incrementAndGet();
          }
          free.release();
        };
    try (Connection database = DriverManager.getConnection(args[0], args[1], args[2]);
        LDAPConnection directory = new LDAPConnection("localhost", port, args[6], args[7])) {
      database.setAutoCommit(false);
      try (Statement statement = database.createStatement()) {
        statement.setFetchSize(Integer.parseInt(args[3]));
        try (ResultSet row = statement.executeQuery(args[4])) {
          while (row.next()) {
            free.acquire();
            add(directory, row, args[8], listener);
          }
        }
      }
      free.acquire(window);
    }
    System.out.println(added + " entries");
  }

  private static void add(
      LDAPConnection directory, ResultSet row, String base, AsyncResultListener listener)
      throws SQLException, LDAPException {
    String uid = row.getString(1);
    directory.asyncAdd(
        new AddRequest(
            "uid=" + uid + "," + base,
            new Attribute("objectClass", "inetOrgPerson"),
            new Attribute("uid", uid),
            new Attribute("mail", row.getString(2)),
            new Attribute("cn", row.getString(3)),
            new Attribute("givenName", row.getString(4)),
            new Attribute("sn", row.getString(5))),
        listener);
  }
}
