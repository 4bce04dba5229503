# SPDX-FileCopyrightText: 2026 samenspel contributors
# SPDX-License-Identifier: EUPL-1.2
"""`python -m bench.prove [NAME …]`: run these proofs whole, or all of them. Each in a process of its own."""

import subprocess
import sys

from tools.figures import ROOT

PROOFS = ("leak", "hostile", "crash", "terms", "mutation", "faults")


def main(names: list[str]) -> int:
    """Returns 0 when every proof held, 1 when one did not, 2 for a name that is no proof."""
    unknown = [name for name in names if name not in PROOFS]
    if unknown:
        print(f"Er is geen bewijs {', '.join(unknown)}; wel: {', '.join(PROOFS)}.", file=sys.stderr)
        return 2
    ran = [subprocess.run([sys.executable, "-m", f"bench.{name}"], cwd=ROOT) for name in names or PROOFS]
    return 1 if any(one.returncode for one in ran) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
