"""What is on the observer's screen after some keys. Nothing is waited for: the app asks its source when a key makes it."""
import asyncio

from pyex.observer.app import ObserverApp
from pyex.observer.views.bottom import Answer


def shown(source, *keys, **options):
    """The lines of the screen after all keys; see `screens`."""
    return screens(source, *keys, seen_from=len(keys), **options)[-1]


def screens(source, *keys, size=(80, 24), then=None, seen_from=0, **options):
    """The lines of the screen at first and after each key; a text with a space in front is put into the field. then(app): called at the end;
    seen_from: the number of the first screen that is wanted."""
    async def session():
        app, seen = ObserverApp(source, interval=None, threaded=False, **options), []
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            for number, key in enumerate(('', *keys)):
                if key.startswith(' '):
                    app.query_one(Answer).value = key[1:]
                elif key:
                    await pilot.press(key)
                await pilot.pause()
                if number >= seen_from:
                    seen.append(app.as_text().split('\n')[:-1])
            if then is not None:
                then(app)
            return seen
    return asyncio.run(session())


def resized(source, sizes):
    """The screens of one app at each of the sizes."""
    async def session():
        app, screens = ObserverApp(source, interval=None, threaded=False), []
        async with app.run_test(size=sizes[0]) as pilot:
            for size in sizes:
                await pilot.resize_terminal(*size)
                await pilot.pause()
                app.hurry()
                await pilot.pause()
                screens.append(app.as_text().split('\n')[:-1])
        return screens
    return asyncio.run(session())
