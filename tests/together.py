"""Acts that start at the same moment, each in a thread with a database connection of its own."""

from threading import Barrier, Thread

from django.db import connection

LONGEST_WAIT = 30


def at_once(*acts):
    """What each act answered, in their order; an exception where it raised one."""
    start = Barrier(len(acts))
    answers = [None] * len(acts)

    def run(place, act):
        try:
            connection.ensure_connection()
            start.wait(LONGEST_WAIT)
            answers[place] = act()
        except Exception as error:
            answers[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=numbered) for numbered in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONGEST_WAIT)
    return answers
