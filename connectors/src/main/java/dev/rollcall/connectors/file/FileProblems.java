// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.file;

import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.List;

/// Says what is wrong with one file so that a person can act on it.
record FileProblems(FileSettings settings) {
  ReadFailed notFound() {
    return failed(
        "FILE-NOT-FOUND",
        Blame.CONFIGURATION,
        "there is no file " + file(),
        "nothing is at this path, or a folder above it may not be entered",
        "correct " + key("path") + ", or export the file again");
  }

  ReadFailed unreadable(String says) {
    return failed(
        "FILE-UNREADABLE",
        Blame.CONFIGURATION,
        "cannot read " + file(),
        says,
        "let the user under which Rollcall runs read the file");
  }

  ReadFailed unwritable(String says) {
    return failed(
        "FILE-UNWRITABLE",
        Blame.OPERATOR,
        "cannot write " + file(),
        says,
        "make room, or let the user under which Rollcall runs write in the folder of the file");
  }

  ReadFailed unknownFormat() {
    return failed(
        "FILE-FORMAT",
        Blame.CONFIGURATION,
        "it is not clear what is in " + file(),
        "its name ends neither in .csv nor in .ldif (.gz may follow)",
        "set " + key("format") + " to csv or ldif");
  }

  ReadFailed empty() {
    return failed(
        "FILE-EMPTY",
        Blame.DATA,
        file() + " is empty",
        "it has not even a header line; an export that failed leaves such a file",
        "export the file again");
  }

  ReadFailed malformed(long line, String says) {
    return failed(
        "FILE-MALFORMED",
        Blame.DATA,
        file() + ", line " + line + " is not valid",
        says,
        "correct the line, or the export that writes it");
  }

  ReadFailed notGzip(String says) {
    return failed(
        "FILE-MALFORMED",
        Blame.DATA,
        file() + " is not what its ending says",
        "it cannot be unpacked: " + says,
        "export the file again, or rename it without .gz if it is not packed");
  }

  ReadFailed encoding(long line) {
    return failed(
        "FILE-ENCODING",
        Blame.DATA,
        file() + ", line " + line + " is not valid UTF-8",
        "files are read as UTF-8, so that no name is mangled",
        "export the file as UTF-8, or convert it: iconv -f WINDOWS-1252 -t UTF-8");
  }

  ReadFailed truncated(String says) {
    return failed(
        "FILE-TRUNCATED",
        Blame.DATA,
        file() + " ends too early",
        says,
        "export or copy the file again");
  }

  ReadFailed changed() {
    return failed(
        "FILE-CHANGED",
        Blame.REMOTE_SYSTEM,
        file() + " was changed while it was read",
        "its size, time or identity is not what it was at the beginning, so what was read may be"
            + " half of one export and half of another",
        "run again; let the export write under another name and rename the file when it is"
            + " complete");
  }

  ReadFailed noColumn(String name, List<String> header) {
    return failed(
        "FILE-NO-COLUMN",
        Blame.CONFIGURATION,
        file() + " has no column '" + name + "'",
        "its columns are " + String.join(", ", header),
        "correct the name in the mapping, or " + key("separator") + " if these are not columns");
  }

  ReadFailed columnTwice(String name, List<String> header) {
    return failed(
        "FILE-COLUMN-TWICE",
        Blame.DATA,
        file() + " has several columns '" + name + "'",
        "its columns are " + String.join(", ", header),
        "give each column of the export a name of its own");
  }

  ReadFailed changeRecord(long line) {
    return failed(
        "FILE-LDIF-CHANGES",
        Blame.DATA,
        file() + " holds changes, not entries",
        "record " + line + " has a `changetype`",
        "export the entries themselves, as ldapsearch -LLL and slapcat do");
  }

  ReadFailed urlValue(long line) {
    return failed(
        "FILE-LDIF-URL",
        Blame.DATA,
        file() + ", line " + line + " points to another file",
        "a value is given with `:<`; Rollcall opens no file that an export names",
        "export the value itself, in base64 (`::`) if need be");
  }

  private String file() {
    return "'" + settings.path() + "' of '" + settings.name() + "'";
  }

  private String key(String name) {
    return "systems." + settings.name() + "." + name;
  }

  private static ReadFailed failed(String code, Blame blame, String what, String why, String fix) {
    return new ReadFailed(new Problem(code, blame, what, why, fix));
  }
}
