"""`manage.py restore` that is killed at one exact moment: DIE_AT, as in tests.faults.dying."""

import os
import sys

from django.core.management import execute_from_command_line

from tests.faults.dying import arm

if __name__ == "__main__":
    moment, part, times = os.environ["DIE_AT"].split()
    arm(moment, part, int(times))
    execute_from_command_line(["manage.py", "restore", *sys.argv[1:]])
