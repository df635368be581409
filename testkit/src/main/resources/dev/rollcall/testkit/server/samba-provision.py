# SPDX-License-Identifier: Apache-2.0
# samba-tool without the step that only root can do: giving the files of sysvol to Windows owners.
# LDAP has no use for them.
import sys

import samba.provision

samba.provision.setsysvolacl = lambda *arguments, **options: None

from samba.netcmd.main import cmd_sambatool

sys.argv[0] = "samba-tool"
sys.exit(cmd_sambatool()._run("samba-tool", *sys.argv[1:]) or 0)
