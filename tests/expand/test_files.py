"""What is said of the calls of a file, when all its modules are known."""
from tests.script import printed


def test_a_module_may_be_defined_later_in_the_file(tmp_path):
    path = tmp_path / 'later.exs'
    path.write_text('''
defmodule A do
  def known, do: B.here()
  def unknown, do: C.nowhere()
end

defmodule B do
  def here, do: :here
end

IO.inspect(A.known())
''')
    assert printed('file', path) == (
        ':here\nwarning: C.nowhere/0 is undefined (module C is not available or is yet to be defined)\n'
        f'└─ {path}:4: A.unknown/0\n\n')
