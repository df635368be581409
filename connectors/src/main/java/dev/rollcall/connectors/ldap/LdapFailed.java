// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.core.problem.Problem;

/// A directory could not be asked, and why.
final class LdapFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  LdapFailed(Problem problem) {
    super(problem.text());
    this.problem = problem;
  }

  LdapFailed(Problem problem, Throwable cause) {
    super(problem.text(), cause);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
