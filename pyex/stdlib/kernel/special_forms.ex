defmodule Kernel.SpecialForms do
  @moduledoc """
  The words that the compiler itself understands. They can't be left out of an import, nor be replaced by macros.

  They are part of the expander; here they have their docs.
  """

  defp built_in(_arguments), do: :erlang.error(:undef)

  @doc """
  Chooses the first clause whose pattern matches the value, and whose guard, if any, is true.

      iex> case {:ok, 5} do
      ...>   {:ok, n} when n > 3 -> "more than three"
      ...>   {:ok, _} -> "up to three"
      ...>   :error -> "none"
      ...> end
      "more than three"

  If none matches, a CaseClauseError is raised. `^name` in a pattern stands for the value that `name` has already.
  """
  defmacro unquote(:case)(condition, clauses), do: built_in([condition, clauses])

  @doc """
  Evaluates conditions one after the other, and then the block of the first that is neither `false` nor `nil`.

      iex> cond do
      ...>   1 + 1 == 3 -> "never"
      ...>   2 * 2 == 4 -> "here"
      ...>   true -> "else"
      ...> end
      "here"
  """
  defmacro unquote(:cond)(clauses), do: built_in([clauses])

  @doc """
  A function without a name. It may have several clauses, and remembers the variables around it.

      iex> add = fn a, b -> a + b end
      iex> add.(1, 2)
      3
      iex> sign = fn
      ...>   n when n < 0 -> :negative
      ...>   _ -> :positive
      ...> end
      iex> sign.(-5)
      :negative
  """
  defmacro unquote(:fn)(clauses), do: built_in([clauses])

  @doc """
  Makes a function of a name (`&String.upcase/1`) or of an expression with gaps (`&(&1 + &2)`).

      iex> Enum.map(["a", "b"], &String.upcase/1)
      ["A", "B"]
      iex> Enum.map([1, 2], &(&1 * 10))
      [10, 20]
  """
  defmacro unquote(:&)(expression), do: built_in([expression])

  @doc """
  Walks through enumerables, with filters, and collects what the block gives.

      iex> for n <- 1..4, rem(n, 2) == 0, do: n * n
      [4, 16]
      iex> for {key, value} <- [a: 1, b: 2], into: %{}, do: {key, value + 1}
      %{a: 2, b: 3}
      iex> for <<byte <- "ab">>, do: byte
      [97, 98]

  The options are `into:` (where to collect), `uniq: true` (each result once) and `reduce:` (an accumulator, with clauses
  `acc -> ...` in the block). What doesn't match the pattern of a generator is left out.
  """
  defmacro unquote(:for)(args), do: built_in([args])

  @doc """
  Goes on as long as the patterns match; what doesn't match is the result, or goes to the clauses of `else`.

      iex> with {:ok, width} <- Map.fetch(%{width: 2, height: 3}, :width),
      ...>      {:ok, height} <- Map.fetch(%{width: 2, height: 3}, :height) do
      ...>   width * height
      ...> end
      6
      iex> with {:ok, n} <- Map.fetch(%{}, :n), do: n
      :error
  """
  defmacro unquote(:with)(args), do: built_in([args])

  @doc """
  Takes the first message of the mailbox that matches a clause, and waits for one if there is none.

  With `after`, only so many milliseconds.

      iex> send(self(), {:hello, "Ann"}); receive do
      ...>   {:hello, name} -> name
      ...> after
      ...>   0 -> "nobody"
      ...> end
      "Ann"
  """
  defmacro unquote(:receive)(clauses), do: built_in([clauses])

  @doc """
  Handles errors (`rescue`), throws, exits and errors (`catch`), successes (`else`), and cleans up in all cases (`after`).

      iex> try do
      ...>   String.to_integer("one")
      ...> rescue
      ...>   ArgumentError -> :not_a_number
      ...> end
      :not_a_number
      iex> try do
      ...>   throw(:ball)
      ...> catch
      ...>   value -> {:caught, value}
      ...> end
      {:caught, :ball}
  """
  defmacro unquote(:try)(clauses), do: built_in([clauses])

  @doc """
  Code as data. `unquote/1` in it is evaluated when the quote is.

      iex> quote(do: 1 + x) |> Macro.to_string()
      "1 + x"

  The options are `bind_quoted:` (values that the code gets as variables), `unquote: false`, `location: :keep`, `line:`,
  `file:`, `context:` and `generated: true`.
  """
  defmacro unquote(:quote)(opts, block), do: built_in([opts, block])

  @doc """
  In a quote: the value of an expression, as code.

      iex> n = 5
      iex> quote(do: unquote(n) + 1) |> Macro.to_string()
      "5 + 1"
  """
  defmacro unquote(:unquote)(expression), do: built_in([expression])

  @doc """
  In a quote: the elements of a list, each for itself.

      iex> quote(do: f(unquote_splicing([1, 2]))) |> Macro.to_string()
      "f(1, 2)"
  """
  defmacro unquote(:unquote_splicing)(expression), do: built_in([expression])

  @doc """
  Gives a module a short name from here on: the last part of its own, or the one of `as:`.

      iex> alias List.Chars, as: Letters; Letters
      List.Chars
  """
  defmacro unquote(:alias)(module, opts), do: built_in([module, opts])

  @doc """
  Makes the functions and macros of a module callable without its name; `only:` and `except:` choose among them.

      iex> import Enum, only: [sum: 1]; sum([1, 2])
      3
  """
  defmacro unquote(:import)(module, opts), do: built_in([module, opts])

  @doc """
  Makes the macros of a module usable.

      iex> require Integer; Integer.is_odd(3)
      true
  """
  defmacro unquote(:require)(module, opts), do: built_in([module, opts])

  @doc """
  Calls the definition that this one has replaced (see `Kernel.defoverridable/1`).
  """
  defmacro unquote(:super)(args), do: built_in([args])

  @doc """
  Matches the value on the right with the pattern on the left, which binds the variables in it.

      iex> {:ok, [first | _]} = {:ok, [1, 2]}
      iex> first
      1
  """
  defmacro unquote(:=)(left, right), do: built_in([left, right])

  @doc """
  In a pattern: the value that a variable has already.

      iex> x = 1
      iex> match?(^x, 2)
      false
  """
  defmacro unquote(:^)(variable), do: built_in([variable])

  @doc """
  A call of a module's function, a field of a map, or a part of an alias.

      iex> String.length("tea")
      3
      iex> %{name: "Ann"}.name
      "Ann"
  """
  defmacro unquote(:.)(left, right), do: built_in([left, right])

  @doc """
  A map: new, or (with `|`) another one with some keys changed, which must be there.

      iex> map = %{a: 1, b: 2}
      iex> %{map | a: 3}
      %{a: 3, b: 2}
  """
  defmacro unquote(:%{})(pairs), do: built_in([pairs])

  @doc """
  A struct of a module, in patterns too.

      iex> %Range{first: first} = 1..3
      iex> first
      1
  """
  defmacro unquote(:%)(struct, map), do: built_in([struct, map])

  @doc """
  A tuple.

      iex> {1, :two, "three"}
      {1, :two, "three"}
  """
  defmacro unquote(:{})(elements), do: built_in([elements])

  @doc """
  A bitstring of segments, built or taken apart. After `::` stand the type (`integer`, `float`, `binary`, `bits`, `utf8`,
  `utf16`, `utf32`), `size(n)`, `unit(n)`, `signed` or `unsigned`, `big`, `little` or `native`, joined by `-`.

      iex> <<1, 2::16>>
      <<1, 0, 2>>
      iex> <<high::4, low::4>> = <<0xAB>>
      iex> {high, low}
      {10, 11}
  """
  defmacro unquote(:<<>>)(segments), do: built_in([segments])

  @doc """
  The type of a segment of a bitstring, or of what a `@spec` speaks of.
  """
  defmacro unquote(:"::")(left, right), do: built_in([left, right])

  @doc """
  The module around this place, `nil` outside of one.

      iex> __MODULE__
      nil
  """
  defmacro unquote(:__MODULE__)(), do: built_in([])

  @doc """
  The environment of this place, a `Macro.Env`.

      iex> __ENV__.function
      nil
  """
  defmacro unquote(:__ENV__)(), do: built_in([])

  @doc """
  In a macro: the environment of the place where it is used.
  """
  defmacro unquote(:__CALLER__)(), do: built_in([])

  @doc """
  The folder of this file.
  """
  defmacro unquote(:__DIR__)(), do: built_in([])

  @doc """
  In `rescue` and `catch`: the stack trace of what is handled.

      iex> try do raise "oops" rescue _ -> is_list(__STACKTRACE__) end
      true
  """
  defmacro unquote(:__STACKTRACE__)(), do: built_in([])

  @doc """
  Quoted code for an alias: the parts of its name.

      iex> quote(do: List.Chars) |> elem(2)
      [:List, :Chars]
  """
  defmacro unquote(:__aliases__)(parts), do: built_in([parts])

  @doc """
  Quoted code for several expressions, one after the other.

      iex> {:__block__, _, expressions} = quote(do: (1; 2))
      iex> expressions
      [1, 2]
  """
  defmacro unquote(:__block__)(expressions), do: built_in([expressions])
end
