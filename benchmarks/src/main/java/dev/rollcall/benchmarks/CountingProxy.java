// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.benchmarks;

import com.unboundid.ldap.listener.LDAPListenerClientConnection;
import com.unboundid.ldap.listener.LDAPListenerRequestHandler;
import com.unboundid.ldap.protocol.AddRequestProtocolOp;
import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.protocol.CompareRequestProtocolOp;
import com.unboundid.ldap.protocol.DeleteRequestProtocolOp;
import com.unboundid.ldap.protocol.ExtendedRequestProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ModifyDNRequestProtocolOp;
import com.unboundid.ldap.protocol.ModifyRequestProtocolOp;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Stands between a client and a directory, and counts what is asked.
final class CountingProxy extends LDAPListenerRequestHandler {
  private final LDAPListenerRequestHandler server;
  private final Tally tally;

  CountingProxy(LDAPListenerRequestHandler server, Tally tally) {
    this.server = server;
    this.tally = tally;
  }

  /// One request that changes something.
  ///
  /// @param what the kinds of its changes, with the attribute and how many values
  /// @param millis how long the server took for it
  record Write(String what, double millis) {}

  /// What was asked.
  ///
  /// @param asked how often, by the kind of request
  record Tally(Map<String, Integer> asked, ConcurrentLinkedQueue<Write> writes) {
    Tally() {
      this(new ConcurrentHashMap<>(), new ConcurrentLinkedQueue<>());
    }

    void forget() {
      asked.clear();
      writes.clear();
    }

    private LDAPMessage read(String kind, Supplier<LDAPMessage> answer) {
      asked.merge(kind, 1, Integer::sum);
      return answer.get();
    }

    private LDAPMessage write(String what, Supplier<LDAPMessage> answer) {
      long begin = System.nanoTime();
      LDAPMessage message = answer.get();
      writes.add(new Write(what, (System.nanoTime() - begin) / 1e6));
      return message;
    }
  }

  @Override
  public LDAPListenerRequestHandler newInstance(LDAPListenerClientConnection connection)
      throws LDAPException {
    return new CountingProxy(server.newInstance(connection), tally);
  }

  @Override
  public void closeInstance() {
    server.closeInstance();
  }

  @Override
  public LDAPMessage processAddRequest(int id, AddRequestProtocolOp add, List<Control> controls) {
    return tally.write("add " + add.getDN(), () -> server.processAddRequest(id, add, controls));
  }

  @Override
  public LDAPMessage processBindRequest(
      int id, BindRequestProtocolOp bind, List<Control> controls) {
    return tally.read("bind", () -> server.processBindRequest(id, bind, controls));
  }

  @Override
  public LDAPMessage processCompareRequest(
      int id, CompareRequestProtocolOp compare, List<Control> controls) {
    return tally.read("compare", () -> server.processCompareRequest(id, compare, controls));
  }

  @Override
  public LDAPMessage processDeleteRequest(
      int id, DeleteRequestProtocolOp delete, List<Control> controls) {
    return tally.write(
        "delete " + delete.getDN(), () -> server.processDeleteRequest(id, delete, controls));
  }

  @Override
  public LDAPMessage processExtendedRequest(
      int id, ExtendedRequestProtocolOp extended, List<Control> controls) {
    return tally.read("extended", () -> server.processExtendedRequest(id, extended, controls));
  }

  @Override
  public LDAPMessage processModifyRequest(
      int id, ModifyRequestProtocolOp modify, List<Control> controls) {
    String what =
        modify.getModifications().stream()
            .map(each ->
                "%s %s, values: %d"
                    .formatted(
                        each.getModificationType(),
                        each.getAttributeName(),
                        each.getRawValues().length))
            .collect(Collectors.joining("; "));
    return tally.write("modify: " + what, () -> server.processModifyRequest(id, modify, controls));
  }

  @Override
  public LDAPMessage processModifyDNRequest(
      int id, ModifyDNRequestProtocolOp move, List<Control> controls) {
    return tally.write(
        "modify DN " + move.getDN(), () -> server.processModifyDNRequest(id, move, controls));
  }

  @Override
  public LDAPMessage processSearchRequest(
      int id, SearchRequestProtocolOp search, List<Control> controls) {
    return tally.read("search", () -> server.processSearchRequest(id, search, controls));
  }
}
