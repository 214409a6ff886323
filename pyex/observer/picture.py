"""Plain text as a picture: SVG of fixed-width letters that follows a light or a dark page."""
from html import escape

LETTER, LINE, MARGIN = 8.43, 19, 16     # pixels: the width of a letter of 14 pixels, the height of a line
STYLE = '''text { font: 14px "DejaVu Sans Mono", Menlo, Consolas, monospace; white-space: pre; fill: #1f2328 }
rect { fill: #ffffff }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } rect { fill: #0d1117 } }'''


def svg(text):
    """An SVG file with the lines of a text."""
    lines = text.split('\n')
    width = round(max(map(len, lines)) * LETTER + 2 * MARGIN)
    height = len(lines) * LINE + 2 * MARGIN
    rows = [f'<text x="{MARGIN}" y="{MARGIN + LINE * place - 5}" textLength="{round(len(line) * LETTER, 1)}">{escape(line)}</text>'
            for place, line in enumerate(lines, 1) if line]
    return '\n'.join([f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">',
                      f'<style>{STYLE}</style>', f'<rect width="{width}" height="{height}" rx="6"/>', *rows, '</svg>\n'])


def save(text, file):
    """Write a text into a file, as a picture if that is called `.svg`. ValueError for other kinds than text."""
    if not file.endswith(('.svg', '.txt', '.md')):
        raise ValueError(f'{file}: files are called .svg, .txt or .md')
    with open(file, 'w', encoding='utf-8') as opened:
        opened.write(svg(text) if file.endswith('.svg') else text + '\n')
