// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;

/// Tells a person of a failed call.
final class FailureProblem {
  private FailureProblem() {}

  static Problem of(FtrackSettings settings, Failure failure) {
    String name = "'" + settings.name() + "' (" + settings.server() + ")";
    String said = said(failure);
    return switch (failure.cause()) {
      case SETTINGS -> Endpoint.flaw(settings).orElseThrow();
      case CREDENTIALS ->
          new Problem(
              "FTRACK-CREDENTIALS",
              Blame.CONFIGURATION,
              name + " does not accept the key of user '" + settings.user() + "'",
              said,
              "check FTRACK_API_USER (the username, not the id) and FTRACK_API_KEY; the key must"
                  + " not have expired and the user must be active (Settings > API keys)");
      case FORBIDDEN, PERMISSION ->
          new Problem(
              "FTRACK-PERMISSION",
              Blame.OPERATOR,
              name + " does not allow this to user '" + settings.user() + "'",
              said,
              "use the key of an administrator, or give the key's role the right to manage users");
      case TLS ->
          new Problem(
              "FTRACK-TLS",
              Blame.CONFIGURATION,
              name + " cannot prove that it is the server that is meant",
              said,
              "correct the host name, renew the server's certificate, or name the PEM file of its"
                  + " authority in ca_file");
      case REDIRECT ->
          new Problem(
              "FTRACK-REDIRECT",
              Blame.CONFIGURATION,
              name + " sends requests on to another place, and the key goes nowhere else",
              said,
              "set the server to the address that ftrack itself answers at");
      case NOT_FTRACK ->
          new Problem(
              "FTRACK-NOT-FTRACK",
              Blame.CONFIGURATION,
              name + " does not answer like an ftrack server",
              said,
              "check the server's address; open it in a browser, it has to show ftrack's sign-in");
      case UNREACHABLE, TIMEOUT, CONNECTION_LOST, INTERRUPTED, RATE_LIMITED, BUSY, ERROR_PAGE ->
          later(name, said, failure);
      case VALIDATION,
          DUPLICATE,
          INTEGRITY,
          SEATS,
          UNKNOWN_ACTION,
          UNKNOWN_NAME,
          TOO_LARGE,
          SERVER_ERROR ->
          refused(name, said, failure.cause());
    };
  }

  /// The server's no, where there is no better word for it.
  static Problem refused(String what, String said, Cause cause) {
    return switch (cause) {
      case SEATS ->
          new Problem(
              "FTRACK-SEATS",
              Blame.OPERATOR,
              what + ": no seat is left",
              said,
              "disable users who left, or buy seats, then run again");
      case UNKNOWN_ACTION ->
          new Problem(
              "FTRACK-VERSION",
              Blame.REMOTE_SYSTEM,
              what + ": the server is too old for this",
              said,
              "update the ftrack server");
      default ->
          new Problem(
              "FTRACK-REFUSED",
              Blame.REMOTE_SYSTEM,
              what + ": the server refuses",
              said,
              "correct the value that it names, then run again");
    };
  }

  private static Problem later(String name, String said, Failure failure) {
    return switch (failure.cause()) {
      case UNREACHABLE ->
          new Problem(
              "FTRACK-UNREACHABLE",
              Blame.REMOTE_SYSTEM,
              name + " cannot be reached",
              said,
              "check the address, the network and whether the server runs, then run again");
      case TIMEOUT ->
          new Problem(
              "FTRACK-TIMEOUT",
              Blame.REMOTE_SYSTEM,
              name + " does not answer in time",
              said,
              "run again later, or set a longer timeout");
      case RATE_LIMITED, BUSY, ERROR_PAGE ->
          new Problem(
              "FTRACK-BUSY",
              Blame.REMOTE_SYSTEM,
              name + " cannot work now",
              said,
              "run again later");
      default ->
          new Problem(
              "FTRACK-CONNECTION-LOST",
              Blame.REMOTE_SYSTEM,
              "the connection to " + name + " broke",
              said,
              "run again; it goes on where this run ended");
    };
  }

  private static String said(Failure failure) {
    String status = failure.status() == 0 ? "" : "HTTP " + failure.status() + ": ";
    return status + (failure.said().isEmpty() ? "it gave no reason" : failure.said());
  }
}
