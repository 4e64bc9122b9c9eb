"""Lines of the log without the values of rows."""

import logging
import re

# PostgreSQL tells with a refused row what stood in it ("Failing row contains (...)"): names and phone numbers too. A
# value may hold line ends, so all goes up to where Python begins the next exception of the chain.
VALUES = re.compile(r"DETAIL:.*?(?=\n\nThe above exception|\n\nDuring handling|\Z)", re.DOTALL)


class WithoutValues(logging.Formatter):
    def formatException(self, exc_info):  # noqa: N802 - the name is logging's
        return VALUES.sub("DETAIL: left out", super().formatException(exc_info))
