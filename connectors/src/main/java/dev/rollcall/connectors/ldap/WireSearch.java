// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.asn1.ASN1StreamReader;
import com.unboundid.ldap.protocol.ExtendedResponseProtocolOp;
import com.unboundid.ldap.protocol.IntermediateResponseProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.protocol.SearchResultDoneProtocolOp;
import com.unboundid.ldap.protocol.SearchResultReferenceProtocolOp;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Asks for entries over the socket of a connection that the library has opened, encrypted and
/// signed in, and that is idle: the library would make a tree of objects of each entry, which takes
/// more time than everything else that is done with it. Everything but entries is decoded by the
/// library. After a failure that is not the server's answer the socket is closed.
final class WireSearch {
  private static final int ENTRY = 0x64; // RFC 4511 section 4.5.2: [APPLICATION 4]
  // Far from those that the library gives its own requests.
  private static final int FIRST_ID = 1 << 30;

  private final Socket socket;
  private final int timeout;
  private byte[] buffer = new byte[1 << 16];
  private int start;
  private int end;
  private int id = FIRST_ID;

  /// @param timeout how long the next octets may take, in milliseconds
  WireSearch(Socket socket, int timeout) {
    this.socket = socket;
    this.timeout = timeout;
  }

  /// Delivers what the server answers on the calling thread.
  ///
  /// @param references each with the addresses of one continuation reference
  /// @throws LDAPException as the library does when the answer is not success
  SearchResult search(
      SearchRequest request, Consumer<WireEntry> entries, Consumer<List<String>> references)
      throws LDAPException {
    try {
      socket.setSoTimeout(timeout);
      id++;
      socket.getOutputStream().write(octets(request));
      return answers(entries, references);
    } catch (SocketTimeoutException late) {
      throw closed(
          new LDAPException(ResultCode.TIMEOUT, "no answer within " + timeout + " ms", late));
    } catch (BerCursor.Malformed malformed) {
      String what = String.valueOf(malformed.getMessage());
      throw closed(new LDAPException(ResultCode.DECODING_ERROR, what, malformed));
    } catch (IOException lost) {
      throw closed(new LDAPException(ResultCode.SERVER_DOWN, lost.toString(), lost));
    }
  }

  private byte[] octets(SearchRequest request) {
    SearchRequestProtocolOp op =
        new SearchRequestProtocolOp(
            request.getBaseDN(),
            request.getScope(),
            request.getDereferencePolicy(),
            request.getSizeLimit(),
            request.getTimeLimitSeconds(),
            request.typesOnly(),
            request.getFilter(),
            request.getAttributeList());
    return new LDAPMessage(id, op, request.getControlList()).encode().encode();
  }

  private SearchResult answers(Consumer<WireEntry> entries, Consumer<List<String>> references)
      throws IOException, LDAPException {
    InputStream in = socket.getInputStream();
    int count = 0;
    int referred = 0;
    while (true) {
      int length = message(in);
      int from = start;
      start += length;
      BerCursor whole = new BerCursor(buffer, from, start);
      BerCursor message = new BerCursor(buffer, whole.skip(BerCursor.SEQUENCE), start);
      int number = message.skip(BerCursor.INTEGER);
      boolean ours = number(number, message.at()) == id;
      if (ours && message.tag() == ENTRY) {
        int contents = message.skip(ENTRY);
        entries.accept(new WireEntry(Arrays.copyOfRange(buffer, contents, message.at())));
        count++;
        continue;
      }
      LDAPMessage other = decoded(from, length, ours);
      switch (other.getProtocolOp()) {
        case SearchResultReferenceProtocolOp found -> {
          references.accept(found.getReferralURLs());
          referred++;
        }
        case SearchResultDoneProtocolOp done -> {
          return result(done, other, count, referred);
        }
        case IntermediateResponseProtocolOp
                _ -> {} // RFC 4511 section 4.13: says nothing of entries
        default -> throw new BerCursor.Malformed("the answer is none to a search");
      }
    }
  }

  private LDAPMessage decoded(int from, int length, boolean ours) throws LDAPException {
    LDAPMessage message = decoded(from, length);
    if (!ours && message.getProtocolOp() instanceof ExtendedResponseProtocolOp notice) {
      // RFC 4511 section 4.4.1: the notice of disconnection.
      throw new LDAPException(
          ResultCode.SERVER_DOWN, "the server ends: " + notice.getDiagnosticMessage());
    }
    if (!ours) {
      throw new BerCursor.Malformed(
          "an answer to request %d, which nobody made".formatted(message.getMessageID()));
    }
    return message;
  }

  private LDAPMessage decoded(int from, int length) throws LDAPException {
    InputStream octets = new ByteArrayInputStream(buffer, from, length);
    try {
      return Optional.ofNullable(
              LDAPMessage.readFrom(new ASN1StreamReader(octets, ReadCeiling.OCTETS), false))
          .orElseThrow(() -> new BerCursor.Malformed("an empty message"));
    } catch (LDAPException malformed) {
      throw closed(malformed);
    }
  }

  private SearchResult result(
      SearchResultDoneProtocolOp done, LDAPMessage message, int entries, int references)
      throws LDAPSearchException {
    ResultCode code = ResultCode.valueOf(done.getResultCode());
    SearchResult result =
        new SearchResult(
            id,
            code,
            done.getDiagnosticMessage(),
            done.getMatchedDN(),
            done.getReferralURLs().toArray(String[]::new),
            entries,
            references,
            message.getControls().toArray(Control[]::new));
    if (!code.equals(ResultCode.SUCCESS)) {
      throw new LDAPSearchException(result);
    }
    return result;
  }

  private int number(int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number << 8 | buffer[i] & 0xFF;
    }
    return number;
  }

  /// Waits until a whole message stands at [#start].
  ///
  /// @return how many octets it has
  private int message(InputStream in) throws IOException, LDAPException {
    while (true) {
      if (start < end && buffer[start] != BerCursor.SEQUENCE) {
        throw new BerCursor.Malformed("what came is no message of LDAP");
      }
      int contents = start < end ? BerCursor.contentsIfThere(buffer, start, end) : -1;
      if (contents < 0) {
        fill(in, 8);
        continue;
      }
      int length = BerCursor.lengthBefore(buffer, start, contents);
      if (length < 0 || length > ReadCeiling.OCTETS) {
        throw closed(
            new TooLarge("a message of %s octets".formatted(Integer.toUnsignedString(length))));
      }
      int whole = contents - start + length;
      if (end - start >= whole) {
        return whole;
      }
      fill(in, whole);
    }
  }

  /// Reads on, with room for so many octets from [#start].
  private void fill(InputStream in, int room) throws IOException {
    if (buffer.length - start < room || buffer.length == end) {
      byte[] to = buffer.length < room ? new byte[Math.max(room, 2 * buffer.length)] : buffer;
      System.arraycopy(buffer, start, to, 0, end - start);
      buffer = to;
      end -= start;
      start = 0;
    }
    int read = in.read(buffer, end, buffer.length - end);
    if (read < 0) {
      throw new EOFException("the server closed the connection");
    }
    end += read;
  }

  private LDAPException closed(LDAPException failure) {
    try {
      socket.close();
    } catch (IOException already) {
      failure.addSuppressed(already);
    }
    return failure;
  }
}
