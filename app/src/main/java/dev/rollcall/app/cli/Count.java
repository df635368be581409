// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a number of things from the command line: 0 or more.
final class Count implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String value) {
    if (!value.matches("[0-9]{1,9}")) {
      throw new TypeConversionException("'" + value + "' is no number from 0 on");
    }
    return Integer.valueOf(value);
  }
}
