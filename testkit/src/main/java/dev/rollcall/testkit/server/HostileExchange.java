// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.protocol.AddRequestProtocolOp;
import com.unboundid.ldap.protocol.AddResponseProtocolOp;
import com.unboundid.ldap.protocol.DeleteRequestProtocolOp;
import com.unboundid.ldap.protocol.DeleteResponseProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ModifyDNRequestProtocolOp;
import com.unboundid.ldap.protocol.ModifyDNResponseProtocolOp;
import com.unboundid.ldap.protocol.ModifyRequestProtocolOp;
import com.unboundid.ldap.protocol.ModifyResponseProtocolOp;
import com.unboundid.ldap.protocol.ProtocolOp;
import com.unboundid.ldap.protocol.SearchResultDoneProtocolOp;
import com.unboundid.ldap.protocol.SearchResultEntryProtocolOp;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// One request to a [HostileDirectory], and the line on which it is answered.
public final class HostileExchange {
  private final LDAPMessage request;
  private final OutputStream out;

  HostileExchange(LDAPMessage request, OutputStream out) {
    this.request = request;
    this.out = out;
  }

  public ProtocolOp request() {
    return request.getProtocolOp();
  }

  public int messageId() {
    return request.getMessageID();
  }

  /// One more answer to this request.
  public void send(ProtocolOp answer, Control... controls) throws IOException {
    send(messageId(), answer, controls);
  }

  /// An answer to whatever request.
  public void send(int messageId, ProtocolOp answer, Control... controls) throws IOException {
    send(new LDAPMessage(messageId, answer, controls).encode().encode());
  }

  /// Octets that need not be LDAP.
  public void send(byte[] octets) throws IOException {
    out.write(octets);
  }

  public void flush() throws IOException {
    out.flush();
  }

  public void entry(String dn, Attribute... attributes) throws IOException {
    send(new SearchResultEntryProtocolOp(dn, List.of(attributes)));
  }

  /// A person with an id that never changes.
  public void person(String login) throws IOException {
    entry(
        "uid=" + login + ",ou=users," + HostileDirectory.SUFFIX,
        new Attribute("uid", login),
        new Attribute("entryUUID", "uuid-of-" + login));
  }

  /// The end of a search, with success.
  public void done() throws IOException {
    done(ResultCode.SUCCESS, "");
  }

  public void done(ResultCode code, String text, String... referrals) throws IOException {
    send(new SearchResultDoneProtocolOp(code.intValue(), null, text, List.of(referrals)));
  }

  /// The end of a page; another is there with this cookie, or none if it is empty.
  public void page(String cookie) throws IOException {
    send(
        new SearchResultDoneProtocolOp(0, null, null, List.of()),
        new SimplePagedResultsControl(0, new ASN1OctetString(cookie)));
  }

  /// The answer to a change.
  public void changed(ResultCode code, String text, String... referrals) throws IOException {
    int number = code.intValue();
    List<String> urls = List.of(referrals);
    send(
        switch (request()) {
          case AddRequestProtocolOp _ -> new AddResponseProtocolOp(number, null, text, urls);
          case DeleteRequestProtocolOp _ -> new DeleteResponseProtocolOp(number, null, text, urls);
          case ModifyRequestProtocolOp _ -> new ModifyResponseProtocolOp(number, null, text, urls);
          case ModifyDNRequestProtocolOp _ ->
              new ModifyDNResponseProtocolOp(number, null, text, urls);
          default -> throw new IOException("not a change: " + request());
        });
  }
}
