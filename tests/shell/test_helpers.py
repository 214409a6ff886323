"""What can be typed at the prompt beside Elixir itself."""
from tests.shell.talk import check


def test_what_a_value_is():
    check('''
        pyex(1)> i(42)
        Term
          42
        Data type
          Integer
        Reference modules
          Integer
        Implemented protocols
          IEx.Info, Inspect, JSON.Encoder, List.Chars, String.Chars
        pyex(2)> i(~D[2024-02-29])
        Term
          ~D[2024-02-29]
        Data type
          Date
        Description
          This is a struct representing a date. It is commonly
          represented using the `~D` sigil syntax, that is
          defined in the `Kernel.sigil_D/2` macro.
        Raw representation
          %Date{year: 2024, month: 2, day: 29, calendar: Calendar.ISO}
        Reference modules
          Date, Calendar, Map
        Implemented protocols
          IEx.Info, Inspect, JSON.Encoder, String.Chars
    ''')


def test_docs_of_what_was_typed():
    check('''
        pyex(1)> defmodule Kettle do
        ...(1)>   @moduledoc "Boils."
        ...(1)>   @doc "Fills `it`."
        ...(1)>   @spec fill(integer, integer) :: integer
        ...(1)>   def fill(level, cups \\\\ 1), do: level + cups
        ...(1)>   def plain, do: :ok
        ...(1)>   @type level :: integer
        ...(1)> end; :ok
        :ok
        pyex(2)> h Kettle

                                             Kettle

        Boils.
        pyex(3)> h Kettle.fill/1

                                   def fill(level, cups \\\\ 1)

          @spec fill(integer, integer) :: integer

        Fills `it`.
        pyex(4)> h Kettle.missing
        No documentation for Kettle.missing was found
        pyex(5)> h Nope
        Could not load module Nope, got: nofile
        pyex(6)> t Kettle
        @type level :: integer

        pyex(7)> exports(Kettle)
        fill/1      fill/2      plain/0
    ''')


def test_pids_and_references():
    check('''
        pyex(1)> pid("0.105.0") == pid(0, 105, 0)
        true
        pyex(2)> pid("nonsense")
        ** (ArgumentError) errors were found at the given arguments:

          * 1st argument: not a textual representation of a pid

            :erlang.list_to_pid(~c"<nonsense>")
            (iex 1.18.4) lib/iex/helpers.ex: IEx.Helpers.pid/1
            iex:2: (file)
    ''')


def test_helpers_without_parentheses():
    check('''
        pyex(1)> clear
        Cannot clear the screen because ANSI escape codes are not enabled on this shell
        pyex(2)> clear = 1
        1
        pyex(3)> clear
        1
        pyex(4)> length
        error: undefined variable "length"
        └─ iex:4

        ** (CompileError) cannot compile code (errors have been logged)
    ''')


def test_import_if_available():
    check('''
        pyex(1)> import_if_available(NoSuchModule)
        nil
        pyex(2)> import_if_available(Bitwise)
        Bitwise
        pyex(3)> 5 &&& 4
        4
    ''')
