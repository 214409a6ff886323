"""A picture of one of the observer's views, without a screen: `pyex observe --save FILE`."""
import asyncio

from pyex.observer.app import ROOTS, ObserverApp
from pyex.observer.views.process import ProcessView
from pyex.shell.background import background

SIZE, SECONDS = (100, 30), 2.0
STEP = 0.5                              # seconds between two looks
VIEWS = ', '.join(ROOTS)


def take(source, path, view='processes', size=SIZE, seconds=SECONDS):
    """Write a view into a file, after it has been looked at for some seconds: its rates, charts and messages are of that time. view: one
    of ROOTS, or the number of a pid. OSError if the file cannot be written, SourceLost if the node ends."""
    asyncio.run(_take(ObserverApp(source, interval=None, threaded=False, light=background() == 'light'), path, view, size, seconds))


async def _take(app, path, view, size, seconds):
    async with app.run_test(size=size) as pilot:
        if view in ROOTS:
            await app.action_root(view)
        else:
            await app.enter(ProcessView(int(view), ''))
        for _ in range(max(round(seconds / STEP), 1)):
            await app.ask_source()
            await asyncio.sleep(min(STEP, seconds))
        await app.ask_source()
        await pilot.pause()
        if app.lost is not None:
            raise app.lost
        app.save(path)
