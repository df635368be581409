// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.protocol;

import java.util.Optional;

/// The server's no: ends the whole call, and nothing of it happens.
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Reason reason;

  /// The names of exceptions that clients know.
  public enum Reason {
    CREDENTIALS("InvalidCredentialsError", 401),
    PERMISSION("PermissionError", 403),
    VALIDATION("ValidationError", 422),
    PARSE("ParseError", 422),
    INTEGRITY("IntegrityError", 409),
    DUPLICATE("DuplicateEntryError", 409),
    SERVER("ServerError", 500);

    private final String exception;
    private final int status;

    Reason(String exception, int status) {
      this.exception = exception;
      this.status = status;
    }

    /// What the answer's `exception` says.
    public String exception() {
      return exception;
    }

    /// The HTTP status for a client that asked for strict answers.
    public int status() {
      return status;
    }
  }

  public Refusal(Reason reason, String content) {
    super(content, null, false, false);
    this.reason = reason;
  }

  public static Refusal invalid(String content) {
    return new Refusal(Reason.VALIDATION, content);
  }

  public static Refusal integrity(String content) {
    return new Refusal(Reason.INTEGRITY, content);
  }

  public static Refusal unreadable(String content) {
    return new Refusal(Reason.PARSE, content);
  }

  public Reason reason() {
    return reason;
  }

  public String content() {
    return String.valueOf(getMessage());
  }

  public Optional<String> errorCode() {
    return reason == Reason.CREDENTIALS ? Optional.of("api_credentials_invalid") : Optional.empty();
  }
}
