// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

/// What an [java.sql.SQLException] stands for, whatever the database.
enum SqlFailure {
  UNREACHABLE,
  TLS,
  SIGN_IN,
  NO_DATABASE,
  RIGHTS,
  NO_TABLE,
  STATEMENT,
  WRITES,
  OTHER
}
