// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.run;

import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.Source;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.connector.Target;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.model.Identity;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.plan.Subject;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Looks over a sync's shoulder while it reads, for questions about single people.
final class Watch {
  private Watch() {}

  /// The source, telling of every identity that passes.
  record Seen(Source source, Consumer<Identity> watcher) implements Source {
    @Override
    public String name() {
      return source.name();
    }

    @Override
    public String kind() {
      return source.kind();
    }

    @Override
    public boolean foreseen() {
      return source.foreseen();
    }

    @Override
    public CompleteRead read(SourceRequest request, Consumer<Identity> each) throws ReadFailed {
      return source.read(request, watcher.andThen(each));
    }

    @Override
    public List<Finding> check(SourceRequest request) {
      return source.check(request);
    }

    @Override
    public void close() {
      source.close();
    }
  }

  /// The target, telling of every account that passes.
  record Held(Target target, Consumer<Account> watcher) implements Target {
    @Override
    public String name() {
      return target.name();
    }

    @Override
    public String kind() {
      return target.kind();
    }

    @Override
    public AccountModel model() throws ReadFailed {
      return target.model();
    }

    @Override
    public CompleteRead read(AccountRequest request, Consumer<Account> each) throws ReadFailed {
      return target.read(request, watcher.andThen(each));
    }

    @Override
    public List<Outcome> apply(List<Change> batch) {
      return target.apply(batch);
    }

    @Override
    public void backup(List<Subject> touched, Appendable out) throws ReadFailed, IOException {
      target.backup(touched, out);
    }

    @Override
    public String backupEnding() {
      return target.backupEnding();
    }

    @Override
    public CompleteRead backupAll(Appendable out) throws ReadFailed, IOException {
      return target.backupAll(out);
    }

    @Override
    public List<Finding> check(AccountRequest request, Set<Kind> kinds) {
      return target.check(request, kinds);
    }

    @Override
    public void close() {
      target.close();
    }
  }
}
