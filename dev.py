#!/usr/bin/env python3
"""Run, test and manage OPOR on a machine that has Python and nothing else: see devkit/."""

import sys

OLDEST = (3, 11)

# This file must stay readable to every Python 3: an older one is told so instead of shown a SyntaxError.
if tuple(sys.version_info[:2]) < OLDEST:
    sys.exit(
        "OPOR needs Python 3.11 or newer; this is Python %d.%d (%s)."  # noqa: UP031
        % (sys.version_info[0], sys.version_info[1], sys.executable)
    )

from devkit.cli import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
