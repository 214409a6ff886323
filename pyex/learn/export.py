"""Lessons for real Elixir: a script that types them there and compares, and a notebook for Livebook.

What only pyex can do (the word `pyex` on a fence) is left out, and so is what would end a script: an input that kills its shell.
"""
import re

DEADLY = re.compile(r'^\*\* \(EXIT from ', re.MULTILINE)
ENDING = re.compile(r'^(\*\* \(.*)(?:\n .*)*\Z', re.MULTILINE)

HEAD = '''\
# {title}
#
# A lesson of pyex, for real Elixir: `elixir {name}` types what stands here, one input after the other as at a prompt, shows
# the answers, and tells where they are not those of the lesson. Processes need not run in the same order there.

defmodule Lesson do
  def run(inputs) do
    {{_, _, env}} = Code.eval_quoted_with_env(quote(do: import(IEx.Helpers)), [], Code.env_for_eval(file: "iex"))
    {{_, different}} = Enum.reduce(inputs, {{{{[], env}}, []}}, &type/2)
    IO.puts("\\n#{{length(inputs) - length(different)}} of #{{length(inputs)}} answers are those of the lesson")
    for {{code, expected, answer}} <- Enum.reverse(different), do: IO.puts("\\niex> #{{code}}\\n- #{{expected}}\\n+ #{{answer}}")
  end

  defp type({{code, expected}}, {{{{binding, env}}, different}}) do
    IO.puts("\\niex> " <> String.replace(code, "\\n", "\\n...> "))
    {{answer, state}} = evaluate(code, binding, env)
    Process.sleep(30)
    if answer, do: IO.puts(answer)
    same? = expected == "" or answer == nil or fits?(plain(expected), plain(answer)) or squeezed(expected) == squeezed(answer)
    {{state, if(same?, do: different, else: [{{code, expected, answer}} | different])}}
  end

  defp evaluate(code, binding, env) do
    {{value, binding, env}} = Code.eval_quoted_with_env(Code.string_to_quoted!(code), binding, env)
    answer = if value != IEx.dont_display_result(), do: inspect(value, pretty: true, width: 80, charlists: :infer)
    {{answer, {{binding, env}}}}
  catch
    kind, reason -> {{Exception.format_banner(kind, reason, __STACKTRACE__), {{binding, env}}}}
  end

  # What was printed stands before the answer. In its last line, `[..]` is anything.
  defp fits?(expected, answer) do
    last = expected |> String.split("\\n") |> List.last()
    if last =~ "[..]", do: Regex.match?(holes(last), answer), else: String.ends_with?(expected, answer)
  end

  defp holes(line), do: Regex.compile!("^" <> (line |> String.split("[..]") |> Enum.map_join(".*", &Regex.escape/1)) <> "$")

  # Longer pids and references may have broken the lines elsewhere.
  defp squeezed(text), do: text |> plain_ids() |> String.replace(~r/\\s+/, "")

  # Pids and references have other numbers here; of an error only its first line is compared.
  defp plain("** (" <> _ = text), do: text |> String.split("\\n") |> hd() |> plain_ids()
  defp plain(text), do: plain_ids(text)
  defp plain_ids(text), do: Regex.replace(~r/#(PID|Reference|Port|Function)<[^>]*>/, text, "#\\\\1<>")
end

Lesson.run([
'''


def script(page):
    """A page as a program for `elixir`."""
    parts = []
    for step in page.steps:
        parts += commented(step.prose)
        for item in step.block.inputs:
            if 'pyex' in step.block.flags or DEADLY.search(item.answer):
                parts += commented('(left out: only at a prompt of pyex)\n' + item.entry.text)
            else:
                parts.append(f'{{{heredoc(item.entry.text)},\n{heredoc(first_error_line(item.answer))}}},\n')
    parts += commented(page.closing)
    return HEAD.format(title=page.title, name=f'{page.path.stem}.exs') + '\n'.join(parts).rstrip().removesuffix(',') + '\n])\n'


def commented(text):
    return [f'# {line}'.rstrip() for line in text.split('\n')] + [''] if text else []


def first_error_line(answer):
    """An answer without what follows the first line of the error that it ends with."""
    if answer.startswith('** ('):
        return answer.split('\n')[0]
    error = ENDING.search(answer)
    return answer if error is None else answer[:error.end(1)]


def heredoc(text):
    text = text.rstrip('\n')
    if not text:
        return '""'
    mark = '"""' if "'''" in text else "'''"
    return f'String.trim_trailing(~S{mark}\n{text}\n{mark})'


# ---- Livebook --------------------------------------------------------------------------------------------------------------

CELL_OUTPUT = '<!-- livebook:{"output":true} -->\n\n'


def notebook(page):
    """A page as a notebook (.livemd): what is typed becomes cells, checks go, wrong answers are text."""
    lines = page.text.split('\n')
    changes = []                        # (first line, line after the last, new lines)
    for fold in page.folds:
        if any(block.kind in ('setup', 'show', 'try', 'check') for block in fold.blocks):
            changes += [(fold.line, fold.line + 1, [_without_tags(lines[fold.line - 1])]), (fold.end - 1, fold.end, [])]
    for step in page.steps:
        changes.append((step.block.line, step.block.end, cells(step.block)))
        changes += [(block.line, block.end, ['```', block.source, '```']) for block in step.wrongs]
        changes += [(block.line, block.end, []) for block in (step.check, *step.cases) if block]
    for start, end, new in sorted(changes, reverse=True):
        lines[start - 1:end - 1] = new
    body = '\n'.join(lines)
    body = re.sub(r'\A---\n.*?\n---\n', '', body, flags=re.DOTALL)
    body = re.sub(r'\n{3,}', '\n\n', body).strip('\n') + '\n'
    return body if body.startswith('# ') else f'# {page.title}\n\n{body}'


def cells(block):
    """The cells of a Block: one for each input, with its answer."""
    made = []
    for item in block.inputs:
        made += ['```elixir', item.entry.text.rstrip('\n'), '```', '']
        if item.answer:
            made += [CELL_OUTPUT + '```', item.answer, '```', '']
    return made[:-1]


def _without_tags(line):
    return re.sub(r'<summary>.*?</summary>|</?details>', '', line)
