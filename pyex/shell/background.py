"""Whether the terminal is light or dark, as far as somebody says so."""
import os


def background(environment=os.environ):
    """'light' or 'dark': PYEX_BACKGROUND, or what many terminals say in COLORFGBG ('0;15'); dark if nobody says."""
    said = environment.get('PYEX_BACKGROUND')
    if said in ('light', 'dark'):
        return said
    return 'light' if environment.get('COLORFGBG', '').rpartition(';')[2] in ('7', '15') else 'dark'
