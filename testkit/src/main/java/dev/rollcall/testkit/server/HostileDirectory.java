// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import com.unboundid.asn1.ASN1StreamReader;
import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.protocol.BindResponseProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.protocol.UnbindRequestProtocolOp;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// An LDAP server that lets everybody in and then answers as no server should.
///
/// It says of itself as much as a client needs to begin; everything below [#SUFFIX], and every
/// change, is answered by the trick it plays.
public final class HostileDirectory implements AutoCloseable {
  public static final String SUFFIX = "dc=example,dc=com";

  private final ServerSocket socket;
  private final Trick trick;
  private final List<Attribute> root;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong questions = new AtomicLong();

  /// What the server does with a request.
  public interface Trick {
    /// Answers, or does not. The connection stays open until the client ends it or this throws.
    void play(HostileExchange asked) throws IOException;
  }

  private HostileDirectory(Trick trick, List<Attribute> root) {
    this.trick = trick;
    this.root = root;
    try {
      this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Thread.ofVirtual().name("hostile directory").start(this::accept);
  }

  /// A server of no known kind.
  public static HostileDirectory playing(Trick trick) {
    return saying(trick, new Attribute("vendorName", "Nobody"));
  }

  /// A server that says this of itself in its root DSE.
  public static HostileDirectory saying(Trick trick, Attribute... ofItself) {
    return new HostileDirectory(trick, List.of(ofItself));
  }

  public String uri() {
    return "ldap://localhost:" + socket.getLocalPort();
  }

  public int port() {
    return socket.getLocalPort();
  }

  /// How many requests the trick has been played on.
  public long questions() {
    return questions.get();
  }

  @Override
  public void close() {
    FaultProxyConnection.closeQuietly(socket);
    open.forEach(FaultProxyConnection::closeQuietly);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        open.add(client);
        Thread.ofVirtual().name("hostile connection").start(() -> serve(client));
      } catch (IOException closedMeanwhile) {
        // The next look at the socket ends the loop.
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        ASN1StreamReader in = new ASN1StreamReader(client.getInputStream());
        BufferedOutputStream out = new BufferedOutputStream(client.getOutputStream(), 64 * 1024)) {
      while (answered(in, out)) {
        out.flush();
      }
    } catch (IOException | LDAPException gone) {
      // The client has had enough, or the trick was to end like this.
    } finally {
      open.remove(client);
    }
  }

  private boolean answered(ASN1StreamReader in, BufferedOutputStream out)
      throws IOException, LDAPException {
    LDAPMessage request = LDAPMessage.readFrom(in, true);
    if (request == null) {
      return false;
    }
    HostileExchange asked = new HostileExchange(request, out);
    switch (request.getProtocolOp()) {
      case UnbindRequestProtocolOp _ -> {
        return false;
      }
      case BindRequestProtocolOp _ ->
          asked.send(new BindResponseProtocolOp(0, null, null, List.of(), null));
      case SearchRequestProtocolOp search when !search.getBaseDN().endsWith(SUFFIX) ->
          ofItself(search, asked);
      default -> {
        questions.incrementAndGet();
        trick.play(asked);
      }
    }
    return true;
  }

  private void ofItself(SearchRequestProtocolOp search, HostileExchange asked) throws IOException {
    if (search.getBaseDN().isEmpty()) {
      asked.entry("", root.toArray(Attribute[]::new));
      asked.done();
    } else {
      asked.done(ResultCode.NO_SUCH_OBJECT, "there is no schema here");
    }
  }
}
