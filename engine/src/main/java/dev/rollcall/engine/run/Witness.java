// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.Identity;
import java.util.List;

/// Looks over a plan's shoulder while both sides are read, for questions about single people. Is
/// told by several threads, of identities by one and of the rest by another.
public interface Witness {
  /// Nobody looks.
  Witness NOBODY =
      new Witness() {
        @Override
        public void seen(Identity identity) {}

        @Override
        public void held(Account account) {}
      };

  /// An identity passes.
  void seen(Identity identity);

  /// An account passes.
  void held(Account account);

  /// A group of the target passes, after all accounts.
  ///
  /// @param members the references of who is in it
  default void group(Account group, List<String> members) {}
}
