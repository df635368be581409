# SPDX-License-Identifier: Apache-2.0
# Puts what an LDIF file holds into the database of a domain controller that does not run: 1,000
# users a second, and 7,000 members. Arguments: smb.conf, the file.
import sys

import ldb
from samba.auth import system_session
from samba.param import LoadParm
from samba.samdb import SamDB

AT_ONCE = 5000

parameters = LoadParm()
parameters.load(sys.argv[1])
database = SamDB(
    url=parameters.private_path("sam.ldb"),
    session_info=system_session(),
    lp=parameters,
    flags=0,
    options=["batch_mode:1"],
)
with open(sys.argv[2], encoding="utf-8") as file:
    text = file.read()
waiting = 0
database.transaction_start()
for change, message in database.parse_ldif(text):
    if change == ldb.CHANGETYPE_MODIFY:
        database.modify(message)
    else:
        database.add(message)
    waiting += 1
    if waiting == AT_ONCE:
        database.transaction_commit()
        database.transaction_start()
        waiting = 0
database.transaction_commit()
