// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.company.Person;
import dev.rollcall.sandbox.ftrack.files.FileEndpoint;
import dev.rollcall.sandbox.ftrack.http.HttpListener;
import dev.rollcall.sandbox.ftrack.http.HttpReply;
import dev.rollcall.sandbox.ftrack.http.HttpRequest;
import dev.rollcall.sandbox.ftrack.hub.EventHub;
import dev.rollcall.sandbox.ftrack.page.PageEndpoint;
import dev.rollcall.sandbox.ftrack.schema.Schema;
import dev.rollcall.sandbox.ftrack.store.Store;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// An ftrack server in this process, for tests and demonstrations. It forgets everything when it is
/// closed, unless it was saved.
public final class FtrackSandbox implements AutoCloseable {
  private final Workspace workspace;
  private final Faults faults = new Faults();
  private final Requests requests;
  private final EventHub hub;
  private final HubEndpoint events;
  private final FileEndpoint files;
  private final PageEndpoint page;
  private final ApiEndpoint api;
  private final ControlEndpoint control;
  private final HttpListener listener;

  private FtrackSandbox(Options options) throws IOException {
    Store store = new Store(Schema.people());
    hub = new EventHub(options.heartbeat(), faults);
    workspace = new Workspace(store, options, hub);
    events = new HubEndpoint(hub, workspace.accounts());
    requests = new Requests(options.remembered());
    files = new FileEndpoint(workspace.depot(), workspace.accounts()::mayCall);
    page = new PageEndpoint(store, workspace.depot(), () -> happenings(options));
    api = new ApiEndpoint(workspace.batch(), faults, requests);
    control = new ControlEndpoint(faults, requests, workspace, hub);
    if (options.data().filter(Files::exists).isPresent()) {
      workspace.file().load(options.data().orElseThrow());
    }
    workspace.prepare();
    listener = new HttpListener(options.port(), this::reply);
  }

  /// Starts a server that answers from now on.
  public static FtrackSandbox start(Options options) throws IOException {
    return new FtrackSandbox(options);
  }

  /// Starts a server on a free port with one administrator.
  public static FtrackSandbox start() throws IOException {
    return start(Options.usual());
  }

  /// Where the server is, for `FTRACK_SERVER`.
  public URI uri() {
    return URI.create("http://127.0.0.1:" + listener.port());
  }

  /// What the server does wrong.
  public Faults faults() {
    return faults;
  }

  /// The rules that hold now.
  public ServerRules rules() {
    return workspace.rules().now();
  }

  /// Makes other rules hold from the next call on.
  public void follow(ServerRules rules) {
    workspace.rules().become(rules);
  }

  /// Connects the server to another directory, or to none.
  public void connect(LdapSync ldap) {
    workspace.jobs().connect(ldap);
  }

  /// The addresses that invitations were sent to, in their order.
  public List<String> invitations() {
    return workspace.errands().invitations();
  }

  /// Cuts the connections of all clients of the event hub; they may come back.
  public void cutEvents() {
    hub.cut();
  }

  /// What the server was asked.
  public Requests requests() {
    return requests;
  }

  /// Makes an active user of each person whose login nobody has yet.
  public void add(Stream<Person> people) {
    workspace.add(people);
  }

  /// Writes everything to a file that is complete or not there.
  public void save(Path file) throws IOException {
    workspace.file().save(file);
  }

  /// Replaces everything by what the file holds. The accounts of the options stay able to call.
  public void load(Path file) throws IOException {
    workspace.file().load(file);
    workspace.prepare();
  }

  private PageEndpoint.Happenings happenings(Options options) {
    List<PageEndpoint.Asked> asked =
        requests.last().stream()
            .map(seen -> new PageEndpoint.Asked(seen.actions(), seen.status(), seen.exception()))
            .toList();
    return new PageEndpoint.Happenings(options.seats(), asked, faults.listed());
  }

  private HttpReply reply(HttpRequest request) {
    String path = request.path();
    if (path.equals("/api")) {
      return api.reply(request);
    }
    if (path.startsWith("/sandbox/")) {
      return control.reply(request);
    }
    if (FileEndpoint.answers(path)) {
      return files.reply(request);
    }
    if (PageEndpoint.answers(path)) {
      return page.reply(request);
    }
    if (path.startsWith(HubEndpoint.PATH)) {
      return events.reply(request);
    }
    return HttpReply.text(404, "Not found.");
  }

  @Override
  public void close() {
    workspace.jobs().close();
    listener.close();
  }
}
