// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

/// Why a call failed, in every form that an ftrack server, what stands before it, and the network
/// between have for it.
public enum Cause {
  /// The settings cannot be used; nothing was sent.
  SETTINGS(Advice.STOP, true),
  /// User or key are wrong, expired or of an inactive user.
  CREDENTIALS(Advice.STOP, true),
  /// Something before the server refuses us (403 without ftrack's own error).
  FORBIDDEN(Advice.STOP, true),
  /// The role of the key does not allow it.
  PERMISSION(Advice.ONE_CHANGE, true),
  /// A value that the server will not take.
  VALIDATION(Advice.ONE_CHANGE, true),
  /// There is one already.
  DUPLICATE(Advice.ONE_CHANGE, true),
  /// Against a rule of the database.
  INTEGRITY(Advice.ONE_CHANGE, true),
  /// No licence left.
  SEATS(Advice.ONE_CHANGE, true),
  /// The server does not know the operation.
  UNKNOWN_ACTION(Advice.ONE_CHANGE, true),
  /// The server does not know an attribute or a type, or cannot read the query.
  UNKNOWN_NAME(Advice.ONE_CHANGE, true),
  /// The call is too long for the server.
  TOO_LARGE(Advice.ONE_CHANGE, true),
  /// An error of the server that nobody has described.
  SERVER_ERROR(Advice.ONE_CHANGE, true),
  /// No connection could be made.
  UNREACHABLE(Advice.REPEAT, true),
  /// The server cannot prove that it is who we asked for.
  TLS(Advice.STOP, true),
  /// Too many requests.
  RATE_LIMITED(Advice.REPEAT, true),
  /// Overloaded, restarting or in maintenance. What stands before the server says so too when the
  /// server has begun to work.
  BUSY(Advice.REPEAT, false),
  /// No answer in time.
  TIMEOUT(Advice.REPEAT, false),
  /// The connection broke, or the answer ended early.
  CONNECTION_LOST(Advice.REPEAT, false),
  /// An error page.
  ERROR_PAGE(Advice.REPEAT, false),
  /// Not an answer of an ftrack server.
  NOT_FTRACK(Advice.STOP, false),
  /// Sent to somewhere else, where the key does not go.
  REDIRECT(Advice.STOP, true),
  /// The thread was asked to end.
  INTERRUPTED(Advice.STOP, false);

  /// What to do about a failure.
  public enum Advice {
    /// The same call may work later.
    REPEAT,
    /// One of the operations is to blame; the others may go on without it.
    ONE_CHANGE,
    /// No call will work until a person has done something.
    STOP
  }

  private final Advice advice;
  private final boolean nothingDone;

  Cause(Advice advice, boolean nothingDone) {
    this.advice = advice;
    this.nothingDone = nothingDone;
  }

  public Advice advice() {
    return advice;
  }

  /// Whether it is sure that no operation of the call was carried out. ftrack carries out a call
  /// whole or not at all, and an error object says that it was not.
  public boolean nothingDone() {
    return nothingDone;
  }
}
