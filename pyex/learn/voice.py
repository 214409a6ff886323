"""What the teacher says in a lesson, in words that can be told from what the shell prints."""
import re

from prompt_toolkit import print_formatted_text
from prompt_toolkit.formatted_text import FormattedText

from pyex.learn.progress import SKIPPED
from pyex.shell import markdown
from pyex.shell.background import background
from pyex.shell.highlight import lines, style_of

WIDTH = 80
PAGES = re.compile(r'\[([^\]]+)\]\((?:[^)\s]*/)?([^)/\s]*\.md)(?:#[^)]*)?\)')          # links to other pages, which nobody can follow in a terminal
HEADING = re.compile(r'#{1,6} +(.*)')
COLORS = {'doc_bold': '\x1b[1m', 'doc_code': '\x1b[36m', 'doc_inline_code': '\x1b[36m', 'doc_headings': '\x1b[33m', 'doc_quote': '\x1b[90m',
          'doc_table_heading': '\x1b[7m', 'doc_underline': '\x1b[4m', 'doc_title': '\x1b[33m'}
GREEN, YELLOW, DIM, BOLD, PLAIN = '\x1b[32m', '\x1b[33m', '\x1b[2m', '\x1b[1m', '\x1b[0m'


class Voice:

    def __init__(self, terminal):
        self.terminal = terminal
        self.style = style_of(background())
        self.lessons = {}               # {file name: id} of those that links may mean
        self.heading = ''               # the first line of the page, which the title has said

    def say(self, text):
        """Print a text; it is no output of the session, so its transcript does not get it."""
        listener, self.terminal.listener = self.terminal.listener, None
        self.terminal.write('stdout', text)
        self.terminal.listener = listener

    def colored(self, color, text):
        return f'{color}{text}{PLAIN}' if self.terminal.ansi else text

    def markdown(self, text):
        text = PAGES.sub(self.reference, text)
        columns = min(self.terminal.columns() or WIDTH, WIDTH)
        return markdown.render(without_marks(text), columns, COLORS) if self.terminal.ansi else markdown.render(text, columns)

    def reference(self, link):
        """What stands for a link to another page."""
        text, name = link.groups()
        return f'{text} (`learn(:{self.lessons[name]})`)' if name in self.lessons else text

    def prose(self, text):
        text = text.removeprefix(self.heading)
        if text.strip():
            self.say('\n' + self.markdown(text))

    def note(self, text):
        self.say(self.markdown(text))

    def title(self, page):
        self.heading = f'# {page.title}\n'
        minutes = f', about {page.settings["minutes"]} minutes' if 'minutes' in page.settings else ''
        clock = '' if page.virtual else '; its clock is the machine\'s'
        parts = [self.colored(BOLD, page.title),
                 self.colored(DIM, f'{len(page.tasks)} steps{minutes}{clock}')]
        self.say('\n' + '\n'.join(parts) + '\n')

    def usage(self):
        self.say(self.colored(DIM, 'Enter runs what stands at the prompt; whatever you type instead runs as always') + '\n'
                 + self.colored(DIM, 'hint()  skip()  back()  play()  steps()  reset()  quit()') + '\n')

    def code(self, text):
        self.echo('', text)
        self.say(self.colored(DIM, '(Enter runs this)') + '\n')

    def echo(self, prompt, text):
        """Show code as if it were typed."""
        shown, before = [], prompt
        for line in lines(text.rstrip('\n')):
            shown += [('', before), *line, ('', '\n')]
            before = '...> '.rjust(len(prompt)) if prompt else ''
        if self.terminal.ansi:
            print_formatted_text(FormattedText(shown), style=self.style, end='')
        else:
            self.say(''.join(part for _, part in shown))

    def task(self, step):
        """The last part of what the task says."""
        self.prose(step.prose.split('\n\n')[-1] or 'It is your turn.')

    def done(self, how):
        self.say(self.colored(YELLOW, 'That is how it is done.') + '\n' if how == SKIPPED else self.colored(GREEN, 'Right.') + '\n')

    def wrong(self, why, begun=False):
        """begun: it is not wrong, there is something missing."""
        self.say(self.markdown(f'**{"Not yet" if begun else "Not quite"}.** {why}'))

    def hint(self, hint, number, count):
        self.say(self.markdown(f'**Hint {number} of {count}.** {hint.text}'))

    def finished(self, page, following):
        self.say(self.colored(GREEN, f'This was "{page.title}".') + '\n')
        more = f' `learn(:{following.id})` goes on with "{following.title}".' if following else ''
        self.note(f'Stay as long as you like; `quit()` leaves.{more}')

    def steps(self, page, progress, here):
        listed = []
        for number, step in enumerate(page.tasks, 1):
            mark = '>' if step is here else {'done': 'x', 'skipped': '-'}.get(progress.how(step), ' ')
            what = 'your turn' if step.kind == 'try' else 'shown'
            listed.append(f'  {mark} {number:2}  {heading(step)} ({what})')
        self.say('\n'.join(listed) + '\n' + self.colored(DIM, '  x done, - skipped, > here') + '\n')


def without_marks(text):
    """Headings as bold paragraphs: the marks of Markdown are for those who have no colours."""
    lines, within = [], False
    for line in text.split('\n'):
        within ^= line.lstrip().startswith('```')
        found = None if within else HEADING.match(line)
        lines += ['', f'**{found[1].replace("`", "")}**', ''] if found else [line]
    return '\n'.join(lines)


def heading(step):
    """A few words for a step: how its prose begins, without giving an answer away."""
    instead = step.block.source if step.kind == 'show' else step.id
    words = next((part for part in reversed(step.prose.split('\n\n')) if part.strip()), instead)
    text = ' '.join(re.sub('[#`*]', '', words).split())
    return text if len(text) <= 56 else text[:53].rsplit(' ', 1)[0] + '...'
