// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

/// Is told how far a run is. Called often and from several threads; must be quick.
public interface Progress {
  /// Somebody whom nobody has to tell anything.
  Progress SILENT =
      new Progress() {
        @Override
        public void read(String system, long count) {}

        @Override
        public void applied(long done, long total) {}
      };

  /// So many rows or entries of a system were read.
  void read(String system, long count);

  /// So many changes of the plan are done.
  void applied(long done, long total);
}
