"""Helpers that read files, and the files that a session begins with."""
import os

from tests.shell.talk import check

from pyex.cli import read_options
from pyex.shell.person import dot_files

NOTHING = '''defmodule Nothing do
end
'''


def write(folder, **files):
    """Files in a folder; `lib__a` is lib/a.ex, `iex` is .iex.exs."""
    for name, text in files.items():
        path = folder / (f'.{name}.exs' if name in ('iex', 'pyex') else name.replace('__', '/') + '.ex')
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def test_recompile(tmp_path, monkeypatch):
    write(tmp_path, lib__a='defmodule RA do\n  use RB\n  def run, do: %RC.S{x: b()}\nend\n',
          lib__b='defmodule RB do\n  defmacro __using__(_), do: quote(do: def(b, do: 1))\nend\n',
          lib__sub__c='defmodule RC do\n  defmodule S do\n    defstruct [:x]\n  end\nend\n')
    monkeypatch.chdir(tmp_path)
    check('''
        pyex(1)> recompile
        Compiling 3 files (.ex)
        :ok
        pyex(2)> RA.run()
        %RC.S{x: 1}
        pyex(3)> recompile
        :noop
        pyex(4)> File.write!("lib/b.ex", "defmodule RB do\\n  defmacro __using__(_), do: quote(do: def(b, do: 2))\\nend")
        :ok
        pyex(5)> recompile
        Compiling 2 files (.ex)
        :ok
        pyex(6)> RA.run()
        %RC.S{x: 2}
        pyex(7)> File.write!("lib/b.ex", "defmodule RB do\\n  raise \\"no\\"\\nend")
        :ok
        pyex(8)> recompile
        Compiling 2 files (.ex)

        == Compilation error in file lib/b.ex ==
        ** (RuntimeError) no
        :error
        pyex(9)> RA.run()
        %RC.S{x: 2}
        pyex(10)> File.rm("lib/a.ex")
        :ok
        pyex(11)> File.write!("lib/b.ex", "defmodule RB do\\nend")
        :ok
        pyex(12)> recompile(force: true)
        Compiling 2 files (.ex)
        :ok
        pyex(13)> Code.ensure_loaded?(RA)
        false
        pyex(14)> IEx.configure(auto_reload: true)
        :ok
        pyex(15)> File.write!("lib/b.ex", "defmodule RB do\\n  def now, do: :here\\nend")
        :ok
        pyex(16)> RB.now()
        Compiling 1 file (.ex)
        :here
    ''')


def test_recompile_without_lib(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    check(f'''
        pyex(1)> recompile
        There is no folder {tmp_path}/lib: recompile() compiles the files in lib, below the directory in which pyex was started
        :error
    ''')


def test_compiling_files(tmp_path, monkeypatch):
    write(tmp_path, nothing=NOTHING)
    monkeypatch.chdir(tmp_path)
    check('''
        pyex(1)> c("nothing.ex")
        [Nothing]
        pyex(2)> c("missing.ex")
        ** (ArgumentError) could not find files missing.ex
            (iex 1.18.4) lib/iex/helpers.ex: IEx.Helpers.c/2
            iex:2: (file)
        pyex(2)> c("nothing.ex", ".")
        ** (ArgumentError) compiled code cannot be written to ".": pyex keeps it in memory, c(files) is enough
            (iex 1.18.4) lib/iex/helpers.ex: IEx.Helpers.c/2
            iex:2: (file)
        pyex(2)> source Nothing
        nothing.ex:1
    ''')


def test_import_file(tmp_path, monkeypatch):
    write(tmp_path, one='x = 40\nimport_file("two.ex")\nx + y\n', two='y = 2\nimport_file("one.ex")\n')
    monkeypatch.chdir(tmp_path)
    check(f'''
        pyex(1)> import_file("one.ex")
        warning: path {tmp_path}/one.ex was already imported, skipping circular file imports

        42
        pyex(2)> {{x, y}}
        {{40, 2}}
        pyex(3)> import_file_if_available("three.ex")
        nil
    ''')


def test_dot_files(tmp_path):
    write(tmp_path, iex='x = 5\nimport Enum, only: [sum: 1]\nIO.puts("hello")\n', pyex='y = x + 1\nraise "oops"\n')
    files = dot_files_in(tmp_path)
    check(f'''
        hello
        Error while evaluating: {tmp_path}/.pyex.exs
        ** (RuntimeError) oops
            {tmp_path}/.pyex.exs:2: (file)
        pyex(1)> {{x, sum([1, 2])}}
        {{5, 3}}
        pyex(2)> IEx.after_spawn(fn -> IO.puts("at your service") end)
        :ok
        pyex(3)> respawn

        BANNER
        hello
        Error while evaluating: {tmp_path}/.pyex.exs
        ** (RuntimeError) oops
            {tmp_path}/.pyex.exs:2: (file)
        at your service
        pyex(4)> x
        5
    ''', dot_files=files)


def dot_files_in(folder):
    return tuple(str(folder / name) for name in ('.iex.exs', '.pyex.exs'))


def test_where_dot_files_are_looked_for(tmp_path, monkeypatch):
    here, home = tmp_path / 'here', tmp_path / 'home'
    write(here, pyex='')
    write(home, iex='', pyex='')
    monkeypatch.chdir(here)
    monkeypatch.setenv('IEX_HOME', str(home))
    assert dot_files() == (str(home / '.iex.exs'), str(here / '.pyex.exs'))
    assert dot_files('') == ()
    assert dot_files('other.exs') == (os.path.join(here, 'other.exs'),)


def test_open(tmp_path, monkeypatch, capfd):
    write(tmp_path, nothing='\n' + NOTHING)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv('TMPDIR', str(tmp_path))
    monkeypatch.setenv('ELIXIR_EDITOR', 'echo edit +__LINE__ __FILE__')
    check('''
        pyex(1)> c("nothing.ex")
        [Nothing]
        pyex(2)> open Nothing
        pyex(3)> open {"nothing.ex", 7}
        pyex(4)> defmodule Typed do
        ...(4)>   def one, do: 1
        ...(4)>   def two, do: 2
        ...(4)> end; :ok
        :ok
        pyex(5)> open Typed.two/0
        pyex(6)> open Nope.two
        Could not open: Nope.two. Module is not available.
    ''')
    assert capfd.readouterr().out.split('\n')[:-1] == [
        f'edit +2 {tmp_path}/nothing.ex', f'edit +7 {tmp_path}/nothing.ex', f'edit +3 {tmp_path}/Typed.ex']


def test_open_without_an_editor(tmp_path, monkeypatch):
    write(tmp_path, nothing=NOTHING)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv('ELIXIR_EDITOR', raising=False)
    monkeypatch.delenv('EDITOR', raising=False)
    check(f'''
        pyex(1)> open {{"nothing.ex", 1}}
        Could not open: "{tmp_path}/nothing.ex". Please set the ELIXIR_EDITOR or EDITOR environment variables with the command line invocation of your favorite EDITOR.
    ''')


def test_listing(tmp_path, monkeypatch):
    write(tmp_path, nothing=NOTHING, lib__a=NOTHING)
    monkeypatch.chdir(tmp_path)
    check(f'''
        pyex(1)> ls
        lib            nothing.ex
        pyex(2)> ls "nothing.ex"
        {tmp_path}/nothing.ex
        pyex(3)> cd "lib"
        {tmp_path}/lib
        pyex(4)> cd "nowhere"
        No directory nowhere
        pyex(5)> ls "/nowhere"
        No such file or directory /nowhere
    ''')


def test_a_dot_file_that_is_named(tmp_path):
    write(tmp_path, one='x = 1\n')
    assert read_options(['--dot-iex', 'one.ex']).dot_iex == 'one.ex'
    check(f'''
        pyex(1)> IEx.configure(dot_iex: "{tmp_path}/one.ex")
        :ok
        pyex(2)> respawn

        BANNER
        pyex(3)> x
        1
    ''')
