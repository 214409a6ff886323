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


KETTLE = '''
        pyex(1)> defmodule Kettle do
        ...(1)>   @moduledoc "Boils."
        ...(1)>   @typedoc "How full it is."
        ...(1)>   @type level :: non_neg_integer
        ...(1)>   @type t :: %__MODULE__{level: level}
        ...(1)>   @opaque secret(inner) :: {:secret, inner, list(inner)}
        ...(1)>   defstruct level: 0, on: false
        ...(1)>   @doc "Called when it is hot."
        ...(1)>   @callback boiled(level) :: :ok | {:error, term}
        ...(1)>   @callback cooled(temperature :: float) :: :ok
        ...(1)>   @optional_callbacks cooled: 1
        ...(1)>   @doc "Fills `it`."
        ...(1)>   @doc since: "1.2"
        ...(1)>   @spec fill(t, level) :: t
        ...(1)>   def fill(kettle, cups \\\\ 1), do: {kettle, cups}
        ...(1)>   @doc false
        ...(1)>   def hidden, do: 1
        ...(1)>   def plain, do: 1
        ...(1)>   @deprecated "Use plain/0"
        ...(1)>   def old, do: 1
        ...(1)>   defguard is_hot(kettle) when kettle > 1
        ...(1)>   def +kettle, do: kettle
        ...(1)> end; :ok
        :ok
'''


def test_docs_of_what_was_typed():
    check(KETTLE.rstrip() + '''
        pyex(2)> h Kettle

                                             Kettle

        Boils.

        pyex(3)> h Kettle.fill/1

                                  def fill(kettle, cups \\\\ 1)

          @spec fill(t(), level()) :: t()

        since: 1.2

        Fills `it`.

        pyex(4)> h Kettle.missing
        No documentation for Kettle.missing was found
        pyex(5)> h Kettle.hidden/0
        No documentation for Kettle.hidden/0 was found
        pyex(6)> h Kettle.plain

                                          def plain()

        pyex(7)> h Kettle.old

                                           def old()

        deprecated: Use plain/0

        pyex(8)> h Kettle.is_hot

                                    defmacro is_hot(kettle)

        guard: true

        pyex(9)> h Kettle.+

                                          def +kettle

        pyex(10)> h Kettle.boiled
        No documentation for function Kettle.boiled was found, but there is a callback with the same name.
        You can view callback documentation with the b/1 helper.

        pyex(11)> h Kettle.level
        No documentation for function Kettle.level was found, but there is a type with the same name.
        You can view type documentation with the t/1 helper.

        pyex(12)> h Nope
        Could not load module Nope, got: nofile
        pyex(13)> h "Kettle"
        The "h" helper expects a Module, Module.fun or Module.fun/arity, got: "Kettle"
        If instead of accessing documentation you would like more information about a value or about the result of an expression, use the "i" helper instead
    ''')


def test_types_of_what_was_typed():
    check(KETTLE.rstrip() + '''
        pyex(2)> t Kettle
        @type level() :: non_neg_integer()

        @opaque secret(inner)

        @type t() :: %Kettle{level: level(), on: term()}

        pyex(3)> t Kettle.level
        @type level() :: non_neg_integer()

        How full it is.

        pyex(4)> t Kettle.nothing
        No type information for Kettle.nothing was found or Kettle.nothing is private
        pyex(5)> b Kettle
        @callback boiled(level()) :: :ok | {:error, term()}

        @callback cooled(temperature :: float()) :: :ok

        @optional_callbacks cooled: 1

        pyex(6)> b Kettle.boiled/1
        @callback boiled(level()) :: :ok | {:error, term()}

        Called when it is hot.

        pyex(7)> b Kettle.boiled/2
        No documentation for Kettle.boiled/2 was found
        pyex(8)> b Enum
        No callbacks for Enum were found
        pyex(9)> t 1
        Invalid arguments for t helper: 1
        pyex(10)> exports(Kettle)
        is_hot/1         +/1              __struct__/0     __struct__/1     fill/1
        fill/2           hidden/0         old/0            plain/0
    ''')


def test_docs_of_ours():
    check('''
        pyex(1)> h length/1

                                        def length(list)

          @spec length(list()) :: non_neg_integer()

        guard: true

        How many elements a list has. It walks the whole list. Allowed in guards.

            iex> length([1, 2, 3])
            3

        pyex(2)> h :erlang.abs

                                      :erlang.abs(number)

        The absolute value.

        pyex(3)> h &&/2

                                     defmacro left && right

        The right side if the left one is neither `false` nor `nil`; else the left one,
        and the right isn't evaluated.

            iex> 1 && 2
            2
            iex> nil && 2
            nil

        pyex(4)> h zork
        No documentation for Kernel.zork was found
    ''')


def test_more_of_what_a_value_is():
    check('''
        pyex(1)> i [1 | 2]
        Term
          [1 | 2]
        Data type
          List
        Description
          This is an "improper list": its last tail is no list. [1, 2, 3] is the
          same as [1, 2, 3 | []], whose last tail is the empty list; that of
          [1, 2 | 3] is 3. Most functions for lists take proper ones only.
        Reference modules
          List
        Implemented protocols
          Collectable, Enumerable, IEx.Info, Inspect, JSON.Encoder, List.Chars, String.Chars
        pyex(2)> i &String.upcase/1
        Term
          &String.upcase/1
        Data type
          Function
        Type
          external
        Arity
          1
        Implemented protocols
          Enumerable, IEx.Info, Inspect
        pyex(3)> i Nope
        Term
          Nope
        Data type
          Atom
        Raw representation
          :"Elixir.Nope"
        Reference modules
          Atom
        Implemented protocols
          IEx.Info, Inspect, JSON.Encoder, List.Chars, String.Chars
        pyex(4)> i "a\\0"
        Term
          <<97, 0>>
        Data type
          BitString
        Byte size
          2
        Description
          This is a string: a UTF-8 encoded binary. It's printed with the `<<>>`
          syntax (as opposed to double quotes) because it contains non-printable
          UTF-8 encoded code points (the first non-printable code point being
          `<<0>>`).
        Reference modules
          String, :binary
        Implemented protocols
          Collectable, IEx.Info, Inspect, JSON.Encoder, List.Chars, String.Chars
    ''')


def test_source_of_what_was_typed():
    check('''
        pyex(1)> defmodule Cup do
        ...(1)>   @doc "Fills it."
        ...(1)>   def fill(n) when n > 0 do
        ...(1)>     n
        ...(1)>   end
        ...(1)>
        ...(1)>   def fill(_), do: 0
        ...(1)> end; :ok
        :ok
        pyex(2)> source Cup.fill
        iex:3

        def fill(n) when n > 0 do
          n
        end

        def fill(_), do: 0
        pyex(3)> source Cup.spill
        Could not find the source of Cup.spill. Function/macro is not available.
        pyex(4)> source Nope
        Could not find the source of Nope. Module is not available.
        pyex(5)> open()
        Pry session is not currently enabled
        pyex(6)> open 1
        Invalid arguments for open helper: 1
        pyex(7)> nl(Cup)
        {:ok, []}
        pyex(8)> nl([:other@host], Cup)
        {:ok, [{:other@host, :badrpc, :nodedown}]}
        pyex(9)> l(Nope)
        {:error, :nofile}
    ''')


def test_settings():
    check('''
        pyex(1)> IEx.configure(inspect: [limit: 3], history_size: 2, default_prompt: "%prefix(%counter)>")
        :ok
        pyex(2)> [1, 2, 3, 4]
        [1, 2, 3, ...]
        pyex(3)> v(9)
        ** (RuntimeError) v(9) is out of bounds, the currently preserved history ranges from 1 to 2 (or use negative numbers to look from the end)
            (iex 1.18.4) lib/iex/history.ex: IEx.History.nth/2
            iex:3: (file)
        pyex(3)> IEx.configure(width: 20, inspect: [limit: 50])
        :ok
        pyex(4)> Enum.to_list(1..12)
        [1, 2, 3, 4, 5, 6,
         7, 8, 9, 10, 11,
         12]
        pyex(5)> IEx.configuration()[:width]
        20
        pyex(6)> IEx.configure(widht: 1)
        ** (ArgumentError) invalid configuration {:widht, 1}
            (iex 1.18.4) lib/iex/config.ex: IEx.Config.checked/2
            (iex 1.18.4) lib/iex/config.ex: IEx.Config.configure/1
            iex:6: (file)
        pyex(6)> IEx.color(:eval_error, "plain")
        "plain"
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


def test_all_helpers_are_listed():
    check('''
        pyex(1)> {:docs_v1, _, _, _, %{"en" => text}, _, entries} = Code.fetch_docs(IEx.Helpers); :ok
        :ok
        pyex(2)> helpers = for {{_, name, arity}, _, _, doc, meta} <- entries, doc != :hidden, do: {name, (arity - Map.get(meta, :defaults, 0))..arity}; :ok
        :ok
        pyex(3)> for {name, arities} <- helpers, arity <- arities, text = String.replace(text, "\\\\n", ""), not (text =~ "`#{name}/#{arity}`"), do: {name, arity}
        []
    ''')
