// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.file;

import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.Source;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.model.Identity;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.ZipException;

/// The people in a CSV or LDIF file. A file that is damaged, cut off or written to while it is read
/// fails the read. It knows no changes: whatever is asked, it delivers everybody.
public final class FileSource implements Source {
  private final FileSettings settings;
  private final FileText text;
  private final FileProblems problems;

  public FileSource(FileSettings settings) {
    this.settings = settings;
    this.text = new FileText(settings.path());
    this.problems = new FileProblems(settings);
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public String kind() {
    return settings.known().map(format -> format + " file").orElse("file");
  }

  @Override
  public CompleteRead read(SourceRequest request, Consumer<Identity> each) throws ReadFailed {
    PeopleFile file = file();
    FileStamp before = stamp();
    long count;
    try {
      count = read(file, request, each);
    } catch (ReadFailed failed) {
      throw stamp().equals(before) ? failed : problems.changed();
    }
    if (!stamp().equals(before)) {
      throw problems.changed();
    }
    return new CompleteRead(
        count,
        1,
        "the file was read to its end and is the same as at the beginning",
        Optional.empty());
  }

  @Override
  public List<Finding> check(SourceRequest request) {
    try {
      CompleteRead whole = read(request, _ -> {});
      return List.of(new Finding.Good("%s with %,d people".formatted(kind(), whole.entries())));
    } catch (ReadFailed failed) {
      return List.of(new Finding.Bad(failed.problem()));
    }
  }

  @Override
  public void close() {}

  private PeopleFile file() throws ReadFailed {
    return switch (settings.known().orElseThrow(problems::unknownFormat)) {
      case CSV -> new CsvFile(settings, problems);
      case LDIF -> new LdifFile(problems);
    };
  }

  private long read(PeopleFile file, SourceRequest request, Consumer<Identity> each)
      throws ReadFailed {
    try (BufferedReader reader = text.open()) {
      reader.mark(1);
      if (reader.read() < 0) {
        throw problems.empty();
      }
      reader.reset();
      return file.read(reader, request.names(), each);
    } catch (IOException failure) {
      throw translated(failure);
    }
  }

  private ReadFailed translated(IOException failure) {
    String says = String.valueOf(failure.getMessage());
    return switch (failure) {
      case NoSuchFileException _ -> problems.notFound();
      case AccessDeniedException _ -> problems.unreadable("access to " + says + " is denied");
      case CharacterCodingException _ -> invalidText();
      case EOFException _ -> problems.truncated(says);
      case ZipException _ -> problems.notGzip(says);
      default -> problems.unreadable(says);
    };
  }

  private ReadFailed invalidText() {
    try {
      return problems.encoding(text.firstInvalidLine());
    } catch (IOException failure) {
      return problems.unreadable(String.valueOf(failure.getMessage()));
    }
  }

  private FileStamp stamp() throws ReadFailed {
    try {
      if (Files.isDirectory(settings.path())) {
        throw problems.unreadable("it is a folder");
      }
      return FileStamp.of(settings.path());
    } catch (IOException failure) {
      throw translated(failure);
    }
  }
}
