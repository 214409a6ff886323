# Kernel is compiled first, with nothing imported. Three things follow:
# - a call such as `is_list(x)` in here means Erlang's function of that name (the expander's table of inlined functions);
# - a macro is used in functions only below its own definition;
# - longer helpers live in modules under `kernel/`, which load when a macro first needs them and may use all of Kernel.
defmodule Kernel do
  @moduledoc """
  What every module and every prompt has imported: operators, guards, conversions, control flow and the `def` family.

  Functions that may stand in guards say so in their own docs. Anything here can be called with its full name
  (`Kernel.+(1, 2)`), and left out of a module with `import Kernel, except: [...]`.

      iex> Kernel.+(1, 2)
      3
  """

  ## Control flow
  # The expander has these macros built in, since nearly all code uses them. They stand here for their names and docs.

  defp built_in(_arguments), do: :erlang.error(:undef)

  @doc """
  `true` when both sides are; the left one must be a boolean, and decides alone if it is `false`. Allowed in guards.

      iex> true and 1
      1
      iex> false and raise("never reached")
      false
  """
  @doc guard: true
  defmacro left and right, do: built_in([left, right])

  @doc """
  `true` when one side is; the left one must be a boolean, and decides alone if it is `true`. Allowed in guards.

      iex> false or 1
      1
      iex> true or raise("never reached")
      true
  """
  @doc guard: true
  defmacro left or right, do: built_in([left, right])

  @doc """
  `true` for `false` and `nil`, `false` for everything else. Two of them make a boolean of any value.

      iex> !nil
      true
      iex> !!"text"
      true
  """
  defmacro !value, do: built_in([value])

  @doc """
  Evaluates one of two blocks: `do` if the condition is neither `false` nor `nil`, else `else` (`nil` without one).

      iex> if 1 > 2, do: :greater, else: :not_greater
      :not_greater
      iex> if nil, do: 1
      nil
  """
  defmacro if(condition, clauses), do: built_in([condition, clauses])

  @doc """
  `if/2` with its blocks exchanged: `do` is for `false` and `nil`.

      iex> unless 1 > 2, do: :fine
      :fine
  """
  defmacro unless(condition, clauses), do: built_in([condition, clauses])

  @doc """
  The right side if the left one is neither `false` nor `nil`; else the left one, and the right isn't evaluated.

      iex> 1 && 2
      2
      iex> nil && 2
      nil
  """
  defmacro left && right, do: built_in([left, right])

  @doc """
  The left side if it is neither `false` nor `nil`, and then the right isn't evaluated; else the right one.

      iex> nil || 2
      2
      iex> 1 || 2
      1
  """
  defmacro left || right, do: built_in([left, right])

  @doc """
  Whether the left side is a member of the right one: a list, a range or another enumerable (`Enum.member?/2`).
  Allowed in guards when the right side is a list or a range written out. `x not in y` is its opposite.

      iex> 3 in [1, 2, 3]
      true
      iex> 5 in 1..4
      false
      iex> 5 not in 1..4
      true
  """
  @doc guard: true
  defmacro left in right, do: built_in([left, right])

  @doc """
  Whether the term is `nil`. Allowed in guards.

      iex> is_nil(nil)
      true
  """
  @doc guard: true
  defmacro is_nil(term), do: built_in([term])

  @doc """
  Puts what is on its left as the first argument into the call on its right.

      iex> " tea " |> String.trim() |> String.upcase()
      "TEA"
  """
  defmacro left |> right, do: built_in([left, right])

  @doc """
  The variables of this place and their values, as a keyword list.

      iex> x = 1
      iex> binding()
      [x: 1]
  """
  defmacro binding(context \\ nil), do: built_in([context])

  @doc """
  In a quote: the variable of the place where the macro is used, not one of the macro's own.
  """
  defmacro var!(variable, context \\ nil), do: built_in([variable, context])

  @doc """
  In a quote: the alias as the place where the macro is used understands it.
  """
  defmacro alias!(alias), do: built_in([alias])

  ## Arithmetic

  @doc """
  Adds two numbers. Allowed in guards.

      iex> 1 + 2.5
      3.5
  """
  @doc guard: true
  def left + right, do: :erlang.+(left, right)

  @doc """
  The number itself. Allowed in guards.

      iex> +3
      3
  """
  @doc guard: true
  def +value, do: :erlang.+(value)

  @doc """
  Subtracts the second number from the first. Allowed in guards.

      iex> 1 - 2
      -1
  """
  @doc guard: true
  def left - right, do: :erlang.-(left, right)

  @doc """
  The number with its sign changed. Allowed in guards.

      iex> -(1 + 2)
      -3
  """
  @doc guard: true
  def -value, do: :erlang.-(value)

  @doc """
  Multiplies two numbers. Allowed in guards.

      iex> 6 * 7
      42
  """
  @doc guard: true
  def left * right, do: :erlang.*(left, right)

  @doc """
  Divides two numbers; the answer is always a float. Allowed in guards. `div/2` keeps integers.

      iex> 7 / 2
      3.5
      iex> 4 / 2
      2.0
  """
  @doc guard: true
  def left / right, do: :erlang./(left, right)

  @doc """
  The first number to the power of the second: an integer if both are integers and the power isn't negative, else a float.

      iex> 2 ** 10
      1024
      iex> 2 ** -1
      0.5
  """
  def base ** exponent when is_integer(base) and is_integer(exponent) and exponent >= 0, do: :pyex_number.pow(base, exponent)
  def base ** exponent when is_number(base) and is_number(exponent), do: :math.pow(base, exponent)

  @doc """
  Integer division, cut towards zero. Allowed in guards.

      iex> div(7, 2)
      3
      iex> div(-7, 2)
      -3
  """
  @doc guard: true
  @spec div(integer, neg_integer | pos_integer) :: integer
  def div(dividend, divisor), do: :erlang.div(dividend, divisor)

  @doc """
  What `div/2` leaves over, with the sign of the dividend. Allowed in guards.

      iex> rem(7, 2)
      1
      iex> rem(-7, 2)
      -1
  """
  @doc guard: true
  @spec rem(integer, neg_integer | pos_integer) :: integer
  def rem(dividend, divisor), do: :erlang.rem(dividend, divisor)

  @doc """
  A number without its sign. Allowed in guards.

      iex> abs(-3.5)
      3.5
  """
  @doc guard: true
  @spec abs(number) :: number
  def abs(number), do: :erlang.abs(number)

  @doc """
  The nearest integer, halves going away from zero. Allowed in guards.

      iex> round(2.5)
      3
      iex> round(-2.5)
      -3
  """
  @doc guard: true
  @spec round(number) :: integer
  def round(number), do: :erlang.round(number)

  @doc """
  The integer part of a number. Allowed in guards.

      iex> trunc(-2.9)
      -2
  """
  @doc guard: true
  @spec trunc(number) :: integer
  def trunc(number), do: :erlang.trunc(number)

  @doc """
  The greatest integer that isn't above the number. Allowed in guards.

      iex> floor(-2.1)
      -3
  """
  @doc guard: true
  @spec floor(number) :: integer
  def floor(number), do: :erlang.floor(number)

  @doc """
  The smallest integer that isn't below the number. Allowed in guards.

      iex> ceil(2.1)
      3
  """
  @doc guard: true
  @spec ceil(number) :: integer
  def ceil(number), do: :erlang.ceil(number)

  @doc """
  The greater of two terms; the first when they are equal. Allowed in guards.

      iex> max(1, 2)
      2
      iex> max("b", :a)
      "b"
  """
  @doc guard: true
  @spec max(first, second) :: first | second when first: term, second: term
  def max(first, second), do: :erlang.max(first, second)

  @doc """
  The smaller of two terms; the first when they are equal. Allowed in guards.

      iex> min(1, 2)
      1
  """
  @doc guard: true
  @spec min(first, second) :: first | second when first: term, second: term
  def min(first, second), do: :erlang.min(first, second)

  ## Comparison

  @doc """
  Equal by value, an integer being equal to the same float. Allowed in guards.

      iex> 1 == 1.0
      true
  """
  @doc guard: true
  def left == right, do: :erlang.==(left, right)

  @doc """
  The opposite of `==/2`. Allowed in guards.

      iex> 1 != 2
      true
  """
  @doc guard: true
  def left != right, do: :erlang."/="(left, right)

  @doc """
  Equal in value and in type. Allowed in guards.

      iex> 1 === 1.0
      false
  """
  @doc guard: true
  def left === right, do: :erlang."=:="(left, right)

  @doc """
  The opposite of `===/2`. Allowed in guards.

      iex> 1 !== 1.0
      true
  """
  @doc guard: true
  def left !== right, do: :erlang."=/="(left, right)

  @doc """
  Whether the first term comes before the second. Any two terms can be compared:
  number < atom < reference < function < port < pid < tuple < map < list < bitstring. Allowed in guards.

      iex> 1 < 2
      true
      iex> 1 < :an_atom
      true
  """
  @doc guard: true
  def left < right, do: :erlang.<(left, right)

  @doc """
  Whether the first term comes after the second. Allowed in guards.

      iex> [] > {}
      true
  """
  @doc guard: true
  def left > right, do: :erlang.>(left, right)

  @doc """
  Whether the first term does not come after the second. Allowed in guards.

      iex> 2 <= 2
      true
  """
  @doc guard: true
  def left <= right, do: :erlang."=<"(left, right)

  @doc """
  Whether the first term does not come before the second. Allowed in guards.

      iex> 1 >= 2
      false
  """
  @doc guard: true
  def left >= right, do: :erlang.>=(left, right)

  @doc """
  The other boolean. Allowed in guards.

      iex> not true
      false
  """
  @doc guard: true
  def not value, do: :erlang.not(value)

  @doc """
  Whether a text holds a piece of text, or matches a regular expression.

      iex> "tea time" =~ "time"
      true
      iex> "tea time" =~ ~r/^t.a/
      true
      iex> "tea time" =~ ""
      true
  """
  def left =~ "" when is_binary(left), do: true
  def left =~ right when is_binary(left) and is_binary(right), do: :binary.match(left, right) != :nomatch
  def left =~ right when is_binary(left), do: Regex.match?(right, left)

  ## Type tests

  @doc """
  Whether the term is an atom (`true`, `false`, `nil` and module names are). Allowed in guards.

      iex> is_atom(:ok) and is_atom(nil)
      true
  """
  @doc guard: true
  @spec is_atom(term) :: boolean
  def is_atom(term), do: :erlang.is_atom(term)

  @doc """
  Whether the term is a binary, as every string is. Allowed in guards.

      iex> is_binary("tea")
      true
      iex> is_binary(<<1::3>>)
      false
  """
  @doc guard: true
  @spec is_binary(term) :: boolean
  def is_binary(term), do: :erlang.is_binary(term)

  @doc """
  Whether the term is a bitstring; binaries are bitstrings of whole bytes. Allowed in guards.

      iex> is_bitstring(<<1::3>>)
      true
  """
  @doc guard: true
  @spec is_bitstring(term) :: boolean
  def is_bitstring(term), do: :erlang.is_bitstring(term)

  @doc """
  Whether the term is `true` or `false`. Allowed in guards.

      iex> is_boolean(nil)
      false
  """
  @doc guard: true
  @spec is_boolean(term) :: boolean
  def is_boolean(term), do: :erlang.is_boolean(term)

  @doc """
  Whether the term is a float. Allowed in guards.

      iex> is_float(1.0)
      true
  """
  @doc guard: true
  @spec is_float(term) :: boolean
  def is_float(term), do: :erlang.is_float(term)

  @doc """
  Whether the term is a function. Allowed in guards.

      iex> is_function(&String.length/1)
      true
  """
  @doc guard: true
  @spec is_function(term) :: boolean
  def is_function(term), do: :erlang.is_function(term)

  @doc """
  Whether the term is a function that takes so many arguments. Allowed in guards.

      iex> is_function(fn a, b -> a + b end, 2)
      true
  """
  @doc guard: true
  @spec is_function(term, non_neg_integer) :: boolean
  def is_function(term, arity), do: :erlang.is_function(term, arity)

  @doc """
  Whether the term is an integer. Allowed in guards.

      iex> is_integer(1.0)
      false
  """
  @doc guard: true
  @spec is_integer(term) :: boolean
  def is_integer(term), do: :erlang.is_integer(term)

  @doc """
  Whether the term is a list, proper or not. Allowed in guards.

      iex> is_list([1 | 2])
      true
  """
  @doc guard: true
  @spec is_list(term) :: boolean
  def is_list(term), do: :erlang.is_list(term)

  @doc """
  Whether the term is a map; structs are maps. Allowed in guards.

      iex> is_map(1..2)
      true
  """
  @doc guard: true
  @spec is_map(term) :: boolean
  def is_map(term), do: :erlang.is_map(term)

  @doc """
  Whether the map has the key. Allowed in guards.

      iex> is_map_key(%{a: nil}, :a)
      true
  """
  @doc guard: true
  @spec is_map_key(map, term) :: boolean
  def is_map_key(map, key), do: :erlang.is_map_key(key, map)

  @doc """
  Whether the term is an integer or a float. Allowed in guards.

      iex> is_number(1.5)
      true
  """
  @doc guard: true
  @spec is_number(term) :: boolean
  def is_number(term), do: :erlang.is_number(term)

  @doc """
  Whether the term is a process identifier. Allowed in guards.

      iex> is_pid(self())
      true
  """
  @doc guard: true
  @spec is_pid(term) :: boolean
  def is_pid(term), do: :erlang.is_pid(term)

  @doc """
  Whether the term is a port. Allowed in guards.

      iex> is_port(self())
      false
  """
  @doc guard: true
  @spec is_port(term) :: boolean
  def is_port(term), do: :erlang.is_port(term)

  @doc """
  Whether the term is a reference. Allowed in guards.

      iex> is_reference(make_ref())
      true
  """
  @doc guard: true
  @spec is_reference(term) :: boolean
  def is_reference(term), do: :erlang.is_reference(term)

  @doc """
  Whether the term is a tuple. Allowed in guards.

      iex> is_tuple({})
      true
  """
  @doc guard: true
  @spec is_tuple(term) :: boolean
  def is_tuple(term), do: :erlang.is_tuple(term)

  ## Sizes and parts

  @doc """
  How many elements a list has. It walks the whole list. Allowed in guards.

      iex> length([1, 2, 3])
      3
  """
  @doc guard: true
  @spec length(list) :: non_neg_integer
  def length(list), do: :erlang.length(list)

  @doc """
  The first element of a list that isn't empty. Allowed in guards.

      iex> hd([1, 2, 3])
      1
  """
  @doc guard: true
  @spec hd(nonempty_maybe_improper_list(elem, any)) :: elem when elem: term
  def hd(list), do: :erlang.hd(list)

  @doc """
  A list without its first element. Allowed in guards.

      iex> tl([1, 2, 3])
      [2, 3]
  """
  @doc guard: true
  @spec tl(nonempty_maybe_improper_list(elem, last)) :: maybe_improper_list(elem, last) | last when elem: term, last: term
  def tl(list), do: :erlang.tl(list)

  @doc """
  How many elements a tuple has. Allowed in guards.

      iex> tuple_size({:a, :b})
      2
  """
  @doc guard: true
  @spec tuple_size(tuple) :: non_neg_integer
  def tuple_size(tuple), do: :erlang.tuple_size(tuple)

  @doc """
  The element of a tuple at an index, counted from zero. Allowed in guards.

      iex> elem({:a, :b}, 1)
      :b
  """
  @doc guard: true
  @spec elem(tuple, non_neg_integer) :: term
  def elem(tuple, index), do: :erlang.element(index + 1, tuple)

  @doc """
  The tuple with another value at an index, counted from zero.

      iex> put_elem({:a, :b}, 0, :z)
      {:z, :b}
  """
  @spec put_elem(tuple, non_neg_integer, term) :: tuple
  def put_elem(tuple, index, value), do: :erlang.setelement(index + 1, tuple, value)

  @doc """
  How many keys a map has. Allowed in guards.

      iex> map_size(%{a: 1, b: 2})
      2
  """
  @doc guard: true
  @spec map_size(map) :: non_neg_integer
  def map_size(map), do: :erlang.map_size(map)

  @doc """
  How many bytes a bitstring needs. Allowed in guards.

      iex> byte_size("tea")
      3
      iex> byte_size("é")
      2
  """
  @doc guard: true
  @spec byte_size(bitstring) :: non_neg_integer
  def byte_size(bitstring), do: :erlang.byte_size(bitstring)

  @doc """
  How many bits a bitstring has. Allowed in guards.

      iex> bit_size(<<1::5>>)
      5
  """
  @doc guard: true
  @spec bit_size(bitstring) :: non_neg_integer
  def bit_size(bitstring), do: :erlang.bit_size(bitstring)

  @doc """
  Some bytes of a binary: from an offset, so many; a negative size takes them from before the offset. Allowed in guards.

      iex> binary_part("hello", 1, 3)
      "ell"
      iex> binary_part("hello", 5, -2)
      "lo"
  """
  @doc guard: true
  @spec binary_part(binary, non_neg_integer, integer) :: binary
  def binary_part(binary, start, size), do: :erlang.binary_part(binary, start, size)

  @doc """
  At most `size` bytes of a binary from an offset, which counts from the end if negative.

      iex> binary_slice("hello", 1, 100)
      "ello"
      iex> binary_slice("hello", -3, 2)
      "ll"
  """
  def binary_slice(binary, start, size)

  def binary_slice(binary, start, 0) when is_binary(binary) and is_integer(start), do: ""

  def binary_slice(binary, start, size)
      when is_binary(binary) and is_integer(start) and is_integer(size) and size > 0 do
    total = byte_size(binary)
    start = from_end(start, total)
    slice(binary, start, min(size, total - start))
  end

  @doc """
  The bytes of a binary between two offsets given as a range; negative ones count from the end.

      iex> binary_slice("hello", 1..3)
      "ell"
      iex> binary_slice("hello", -3..-2)
      "ll"
  """
  def binary_slice(binary, %{__struct__: Range, first: first, last: last, step: step})
      when is_binary(binary) and step > 0 do
    total = byte_size(binary)
    start = from_end(first, total)
    stop = case last < 0 do
      true -> last + total
      false -> min(last, total - 1)
    end
    stepped_slice(slice(binary, start, stop - start + 1), step)
  end

  defp from_end(index, total) when index < 0, do: max(index + total, 0)
  defp from_end(index, _total), do: index

  defp slice(_binary, _start, size) when size <= 0, do: ""
  defp slice(binary, start, size), do: binary_part(binary, start, size)

  defp stepped_slice(binary, 1), do: binary
  defp stepped_slice(binary, step), do: for(<<byte, _::binary-size(step - 1) <- pad(binary, step)>>, into: "", do: <<byte>>)

  defp pad(binary, step), do: <<binary::binary, :binary.copy(<<0>>, step - 1)::binary>>

  ## Lists

  @doc """
  Puts a list before another one; the second may be any term, which then ends the list.

      iex> [1] ++ [2, 3]
      [1, 2, 3]
  """
  def left ++ right, do: :erlang.++(left, right)

  @doc """
  The first list without the elements of the second: each takes away its first occurrence.

      iex> [1, 2, 3, 1] -- [1, 3]
      [2, 1]
  """
  def left -- right, do: :erlang.--(left, right)

  ## Functions, processes, leaving

  @doc """
  Calls a function with a list of arguments.

      iex> apply(fn a, b -> a + b end, [1, 2])
      3
  """
  @spec apply(fun, [any]) :: any
  def apply(fun, args), do: :erlang.apply(fun, args)

  @doc """
  Calls a module's function with a list of arguments.

      iex> apply(Enum, :reverse, [[1, 2]])
      [2, 1]
  """
  @spec apply(module, function_name :: atom, [any]) :: any
  def apply(module, function_name, args), do: :erlang.apply(module, function_name, args)

  @doc """
  The identifier of the running process. Allowed in guards.

      iex> self() == self()
      true
  """
  @doc guard: true
  @spec self() :: pid
  def self(), do: :erlang.self()

  @doc """
  Sends a message to a process given by its pid or by its registered name, and returns the message.

      iex> send(self(), :hello)
      :hello
  """
  @spec send(dest :: Process.dest(), message) :: message when message: any
  def send(destination, message), do: :erlang.send(destination, message)

  @doc """
  Starts a process that calls the function, and returns its pid.

      iex> is_pid(spawn(fn -> 1 + 2 end))
      true
  """
  @spec spawn((-> any)) :: pid
  def spawn(fun), do: :erlang.spawn(fun)

  @doc """
  Starts a process that calls `module.function(args...)`, and returns its pid.

      iex> is_pid(spawn(Kernel, :+, [1, 2]))
      true
  """
  @spec spawn(module, atom, list) :: pid
  def spawn(module, function, args), do: :erlang.spawn(module, function, args)

  @doc """
  As `spawn/1`, and links the new process to this one: if either ends abnormally, so does the other.

      iex> is_pid(spawn_link(fn -> :done end))
      true
  """
  @spec spawn_link((-> any)) :: pid
  def spawn_link(fun), do: :erlang.spawn_link(fun)

  @doc """
  As `spawn/3`, with a link (see `spawn_link/1`).
  """
  @spec spawn_link(module, atom, list) :: pid
  def spawn_link(module, function, args), do: :erlang.spawn_link(module, function, args)

  @doc """
  As `spawn/1`, and monitors the new process: a `:DOWN` message tells when it ends.

      iex> {pid, reference} = spawn_monitor(fn -> :done end)
      iex> {is_pid(pid), is_reference(reference)}
      {true, true}
  """
  @spec spawn_monitor((-> any)) :: {pid, reference}
  def spawn_monitor(fun), do: :erlang.spawn_monitor(fun)

  @doc """
  As `spawn/3`, with a monitor (see `spawn_monitor/1`).
  """
  @spec spawn_monitor(module, atom, list) :: {pid, reference}
  def spawn_monitor(module, function, args), do: :erlang.spawn_monitor(module, function, args)

  @doc """
  The name of this node. Allowed in guards.

      iex> node()
      :nonode@nohost
  """
  @doc guard: true
  @spec node() :: node
  def node(), do: :erlang.node()

  @doc """
  The node where a pid, reference or port belongs. Allowed in guards.

      iex> node(self())
      :nonode@nohost
  """
  @doc guard: true
  @spec node(pid | reference | port) :: node
  def node(term), do: :erlang.node(term)

  @doc """
  A new reference, equal to no other.

      iex> make_ref() == make_ref()
      false
  """
  @spec make_ref() :: reference
  def make_ref(), do: :erlang.make_ref()

  @doc """
  Ends the running process with a reason, unless something catches it.

      iex> try do exit(:enough) catch :exit, reason -> reason end
      :enough
  """
  @spec exit(term) :: no_return
  def exit(reason), do: :erlang.exit(reason)

  @doc """
  Leaves the running functions with a value, up to the `catch` that takes it.

      iex> try do throw(:ball) catch value -> value end
      :ball
  """
  @spec throw(term) :: no_return
  def throw(term), do: :erlang.throw(term)

  @doc """
  Whether the module, if loaded, has such a public function.

      iex> function_exported?(Enum, :map, 2)
      true
  """
  @spec function_exported?(module, atom, arity) :: boolean
  def function_exported?(module, function, arity), do: :erlang.function_exported(module, function, arity)

  @doc """
  Whether the module, if loaded, has such a public macro.

      iex> macro_exported?(Kernel, :use, 2)
      true
  """
  @spec macro_exported?(module, atom, arity) :: boolean
  def macro_exported?(module, macro, arity)
      when is_atom(module) and is_atom(macro) and is_integer(arity) and arity >= 0 and arity <= 255 do
    case :code.ensure_loaded(module) do
      {:module, _} -> function_exported?(module, :__info__, 1) and :lists.member({macro, arity}, module.__info__(:macros))
      _ -> false
    end
  end

  ## Printing, structs

  @doc """
  The text of a term as the prompt shows it. The options are those of `Inspect.Opts`.

      iex> inspect([1, :two, "three"])
      "[1, :two, \\"three\\"]"
      iex> inspect(Enum.to_list(1..100), limit: 3)
      "[1, 2, 3, ...]"
  """
  @spec inspect(Inspect.t(), keyword) :: String.t()
  def inspect(term, opts \\ []) when is_list(opts), do: :pyex_inspect.inspect(term, opts)

  @doc """
  A struct of a module (or the given struct) with some fields set; keys that it doesn't have are left out.

      iex> struct(Range, first: 1, last: 2, step: 1, unknown: 3)
      1..2
  """
  @spec struct(module | struct, Enumerable.t()) :: struct
  def struct(struct, fields \\ []) do
    merge_fields(struct, fields, fn
      {:__struct__, _value}, acc -> acc
      {key, value}, acc when is_map_key(acc, key) -> %{acc | key => value}
      _pair, acc -> acc
    end)
  end

  @doc """
  As `struct/2`, but an unknown key is a KeyError, and enforced keys must be given.

      iex> struct!(1..2, last: 5)
      1..5
  """
  @spec struct!(module | struct, Enumerable.t()) :: struct
  def struct!(struct, fields \\ [])

  def struct!(struct, fields) when is_atom(struct), do: valid_struct!(struct.__struct__(plain_fields(fields)), struct)

  def struct!(struct, fields) when is_map(struct) do
    merge_fields(struct, fields, fn
      {:__struct__, _value}, acc -> acc
      {key, value}, acc -> :maps.update(key, value, acc)
    end)
  end

  defp plain_fields(fields) when is_map(fields), do: :maps.to_list(:maps.remove(:__struct__, fields))
  defp plain_fields(fields), do: fields

  defp merge_fields(struct, [], _fun) when is_atom(struct), do: valid_struct!(struct.__struct__(), struct)

  defp merge_fields(struct, fields, fun) when is_atom(struct) do
    merge_fields(valid_struct!(struct.__struct__(), struct), fields, fun)
  end

  defp merge_fields(%_{} = struct, [], _fun), do: struct
  defp merge_fields(%_{} = struct, fields, fun), do: Enum.reduce(fields, struct, fun)

  defp valid_struct!(%{__struct__: module} = struct, module), do: struct
  defp valid_struct!(other, module), do: :erlang.error({:badstruct, module, other})

  ## Nested data

  @doc """
  Follows a path of keys (and of access functions, see `Access`) into nested data; a `nil` on the way ends it with `nil`.

      iex> get_in(%{ann: %{age: 30}}, [:ann, :age])
      30
      iex> get_in(%{}, [:ann, :age])
      nil
  """
  @spec get_in(Access.t(), nonempty_list(term)) :: term
  def get_in(data, keys)
  def get_in(nil, [_ | _]), do: nil
  def get_in(data, [key]) when is_function(key), do: key.(:get, data, fn value -> value end)
  def get_in(data, [key | rest]) when is_function(key), do: key.(:get, data, fn value -> get_in(value, rest) end)
  def get_in(data, [key]), do: Access.get(data, key)
  def get_in(data, [key | rest]), do: get_in(Access.get(data, key), rest)

  @doc """
  Puts a value at the end of a path into nested data.

      iex> put_in(%{ann: %{age: 30}}, [:ann, :age], 31)
      %{ann: %{age: 31}}
  """
  @spec put_in(Access.t(), nonempty_list(term), term) :: Access.t()
  def put_in(data, [_ | _] = keys, value), do: elem(get_and_update_in(data, keys, fn _ -> {nil, value} end), 1)

  @doc """
  Changes the value at the end of a path with a function.

      iex> update_in(%{ann: %{age: 30}}, [:ann, :age], &(&1 + 1))
      %{ann: %{age: 31}}
  """
  @spec update_in(Access.t(), nonempty_list(term), (term -> term)) :: Access.t()
  def update_in(data, [_ | _] = keys, fun) when is_function(fun) do
    elem(get_and_update_in(data, keys, fn value -> {nil, fun.(value)} end), 1)
  end

  @doc """
  Gets the value at the end of a path and changes it: the function returns `{what to give back, new value}` or `:pop`.

      iex> get_and_update_in(%{ann: %{age: 30}}, [:ann, :age], &{&1, &1 + 1})
      {30, %{ann: %{age: 31}}}
  """
  @spec get_and_update_in(structure, keys, (term | nil -> {got, update :: term} | :pop)) :: {got, structure} when structure: Access.t(), keys: nonempty_list(any), got: term
  def get_and_update_in(data, keys, fun)

  def get_and_update_in(data, [key], fun) when is_function(key, 3), do: key.(:get_and_update, data, fun)

  def get_and_update_in(data, [key | rest], fun) when is_function(key, 3) do
    key.(:get_and_update, data, fn value -> get_and_update_in(value, rest, fun) end)
  end

  def get_and_update_in(data, [key], fun) when is_function(fun, 1), do: Access.get_and_update(data, key, fun)

  def get_and_update_in(data, [key | rest], fun) when is_function(fun, 1) do
    Access.get_and_update(data, key, fn value -> get_and_update_in(value, rest, fun) end)
  end

  @doc """
  Takes the value at the end of a path out of nested data: `{value, data without it}`.

      iex> pop_in(%{ann: %{age: 30}}, [:ann, :age])
      {30, %{ann: %{}}}
  """
  @spec pop_in(data, nonempty_list(Access.get_and_update_fun(term, data) | term)) :: {term, data} when data: Access.container()
  def pop_in(data, keys)
  def pop_in(nil, [key | _]), do: argument_error(["could not pop key ", inspect(key), " on a nil value"])
  def pop_in(data, [_ | _] = keys), do: pop_in_data(data, keys)

  defp pop_in_data(nil, [_ | _]), do: :pop
  defp pop_in_data(data, [key]) when is_function(key), do: key.(:get_and_update, data, fn _ -> :pop end)

  defp pop_in_data(data, [key | rest]) when is_function(key) do
    key.(:get_and_update, data, fn value -> pop_in_data(value, rest) end)
  end

  defp pop_in_data(data, [key]), do: Access.pop(data, key)
  defp pop_in_data(data, [key | rest]), do: Access.get_and_update(data, key, fn value -> pop_in_data(value, rest) end)

  @doc """
  A span of time in milliseconds: from its parts, from a `Duration`, or a timeout as it is.

      iex> to_timeout(hour: 1, minute: 30)
      5400000
      iex> to_timeout(:infinity)
      :infinity
  """
  def to_timeout(duration), do: Kernel.Timeouts.milliseconds(duration)

  ## Guards made of others

  defp not_in_match!(name) do
    argument_error([
      "invalid expression in match, ",
      :erlang.atom_to_binary(name),
      " is not allowed in patterns such as function clauses, case clauses or on the left side of the = operator"
    ])
  end

  defp argument_error(text), do: :erlang.error(ArgumentError.exception(:unicode.characters_to_binary(text)))

  @doc """
  Whether the term is a struct. Allowed in guards.

      iex> is_struct(1..2)
      true
      iex> is_struct(%{})
      false
  """
  @doc guard: true
  defmacro is_struct(term) do
    case __CALLER__.context do
      nil -> quote(do: case(unquote(term), do: (%_{} -> true; _ -> false)))
      :match -> not_in_match!(:is_struct)
      :guard -> struct_guard(term)
    end
  end

  @doc """
  Whether the term is a struct of the module. Allowed in guards.

      iex> is_struct(1..2, Range)
      true
  """
  @doc guard: true
  defmacro is_struct(term, name) do
    case __CALLER__.context do
      nil -> named_struct_test(term, name)
      :match -> not_in_match!(:is_struct)
      :guard -> named_struct_guard(term, name)
    end
  end

  @doc """
  Whether the term is a map, but no struct. Allowed in guards.

      iex> is_non_struct_map(%{})
      true
      iex> is_non_struct_map(1..2)
      false
  """
  @doc guard: true
  defmacro is_non_struct_map(term) do
    case __CALLER__.context do
      nil -> quote(do: case(unquote(term), do: (%_{} -> false; %{} -> true; _ -> false)))
      :match -> not_in_match!(:is_non_struct_map)
      :guard -> quote(do: :erlang.andalso(:erlang.is_map(unquote(term)), :erlang.not(unquote(struct_guard(term)))))
    end
  end

  @doc """
  Whether the term is an exception. Allowed in guards.

      iex> is_exception(%RuntimeError{})
      true
  """
  @doc guard: true
  defmacro is_exception(term) do
    case __CALLER__.context do
      nil -> quote(do: case(unquote(term), do: (%_{__exception__: true} -> true; _ -> false)))
      :match -> not_in_match!(:is_exception)
      :guard -> exception_guard(term)
    end
  end

  @doc """
  Whether the term is an exception of the module. Allowed in guards.

      iex> is_exception(%RuntimeError{}, ArgumentError)
      false
  """
  @doc guard: true
  defmacro is_exception(term, name) do
    case __CALLER__.context do
      nil ->
        quote do
          case unquote(name) do
            name when is_atom(name) ->
              case unquote(term) do
                %{__struct__: ^name, __exception__: true} -> true
                _ -> false
              end

            _ ->
              raise ArgumentError
          end
        end

      :match ->
        not_in_match!(:is_exception)

      :guard ->
        quote(do: :erlang.andalso(unquote(exception_guard(term)), unquote(named_struct_guard(term, name))))
    end
  end

  defp named_struct_test(term, name) do
    quote do
      case unquote(name) do
        name when is_atom(name) ->
          case unquote(term) do
            %{__struct__: ^name} -> true
            _ -> false
          end

        _ ->
          raise ArgumentError
      end
    end
  end

  # A failing guard ends quietly, so no test of the field's presence is needed, but `or` must not be cut short by it.
  defp struct_guard(term) do
    quote do
      :erlang.andalso(
        :erlang.is_map(unquote(term)),
        :erlang.andalso(
          :erlang.is_map_key(:__struct__, unquote(term)),
          :erlang.is_atom(:erlang.map_get(:__struct__, unquote(term)))
        )
      )
    end
  end

  defp named_struct_guard(term, name) do
    quote do
      :erlang.andalso(
        :erlang.is_map(unquote(term)),
        :erlang.andalso(
          :erlang.andalso(:erlang.orelse(:erlang.is_atom(unquote(name)), :fail), :erlang.is_map_key(:__struct__, unquote(term))),
          :erlang."=:="(:erlang.map_get(:__struct__, unquote(term)), unquote(name))
        )
      )
    end
  end

  defp exception_guard(term) do
    quote do
      :erlang.andalso(
        unquote(struct_guard(term)),
        :erlang.andalso(
          :erlang.is_map_key(:__exception__, unquote(term)),
          :erlang."=:="(:erlang.map_get(:__exception__, unquote(term)), true)
        )
      )
    end
  end

  ## Texts and ranges

  @doc """
  Joins two binaries; in a pattern, takes the front off one.

      iex> "tea" <> "pot"
      "teapot"
      iex> "tea" <> rest = "teapot"
      iex> rest
      "pot"
  """
  defmacro left <> right do
    parts = concatenated({:<>, [], [left, right]}, __CALLER__)
    quote(do: <<unquote_splicing(parts)>>)
  end

  defp concatenated({:<>, _, [left, right]}, caller) do
    [binary_part_of(left, :left, caller) | concatenated(right, caller)]
  end

  defp concatenated(other, caller), do: [binary_part_of(other, :right, caller)]

  defp binary_part_of(binary, _side, _caller) when is_binary(binary), do: binary

  defp binary_part_of(literal, _side, _caller)
       when is_list(literal) or is_atom(literal) or is_integer(literal) or is_float(literal) do
    argument_error(["expected binary argument in <> operator but got: ", source(literal)])
  end

  defp binary_part_of(other, side, caller) do
    case :pyex_code.expand(other, caller) do
      {variable, _, context} = expanded when is_atom(variable) and is_atom(context) ->
        left_in_match!(expanded, side, caller, true)
        as_binary(expanded)

      {:<<>>, _, parts} = expanded ->
        left_in_match!(expanded, side, caller, not sized?(parts))
        as_binary(expanded)

      {:^, _, [variable]} = pinned when side == :left ->
        {:"::", [], [pinned, quote(do: binary - size(byte_size(unquote(variable))))]}

      binary when is_binary(binary) ->
        binary

      expanded ->
        as_binary(expanded)
    end
  end

  defp as_binary(quoted), do: {:"::", [], [quoted, {:binary, [], nil}]}

  defp left_in_match!(expanded, :left, %{context: :match}, true) do
    argument_error([
      "cannot perform prefix match because the left operand of <> has unknown size. ",
      "The left operand of <> inside a match should either be a literal binary or an existing variable with the pin operator ",
      "(such as ^variable). Got: ", source(expanded)
    ])
  end

  defp left_in_match!(_expanded, _side, _caller, _unsized), do: :ok

  defp sized?([]), do: true
  defp sized?([{:"::", _, [_, {:binary, _, context}]} | _]) when is_atom(context), do: false
  defp sized?([_ | rest]), do: sized?(rest)

  @doc """
  The range of all indexes, from the first to the last: `0..-1//1`.

      iex> String.slice("hello", ..)
      "hello"
  """
  defmacro (..) do
    range_struct(0, -1, 1)
  end

  @doc """
  A range of integers, both ends included, with a step of 1 (of -1 if the first is the greater one, which is deprecated).

      iex> Enum.to_list(1..4)
      [1, 2, 3, 4]
  """
  defmacro first..last do
    first_value = :pyex_code.expand(first, __CALLER__)
    last_value = :pyex_code.expand(last, __CALLER__)
    range_ends!(first_value, last_value, {:.., [], [first, last]})
    range(__CALLER__, first_value, last_value)
  end

  @doc """
  A range of integers with a step, which may be negative but not 0.

      iex> Enum.to_list(1..10//3)
      [1, 4, 7, 10]
      iex> Enum.to_list(3..1//-1)
      [3, 2, 1]
  """
  defmacro first..last//step do
    first_value = :pyex_code.expand(first, __CALLER__)
    last_value = :pyex_code.expand(last, __CALLER__)
    step_value = :pyex_code.expand(step, __CALLER__)
    range_ends!(first_value, last_value, {:.., [], [first, last]})
    range_step!(step_value)
    stepped_range(__CALLER__.context, first_value, last_value, step_value)
  end

  defp range(%{context: nil} = caller, first, last) when is_integer(first) and is_integer(last) do
    case first <= last do
      true -> range_struct(first, last, 1)
      false -> falling_range(caller, first, last)
    end
  end

  defp range(%{context: nil}, first, last), do: quote(do: Elixir.Range.new(unquote(first), unquote(last)))

  defp range(%{context: :guard}, first, last) when is_integer(first) and is_integer(last) and first > last do
    range_struct(first, last, -1)
  end

  defp range(%{context: :guard}, first, last), do: range_struct(first, last, 1)
  defp range(%{context: :match}, first, last), do: range_struct(first, last, {:_, [], nil})

  defp falling_range(caller, first, last) do
    text = [Integer.to_string(first), "..", Integer.to_string(last)]
    message = :erlang.iolist_to_binary([text, " has a default step of -1, please write ", text, "//-1 instead"])
    IO.warn(message, caller)
    range_struct(first, last, -1)
  end

  defp stepped_range(nil, first, last, step) when is_integer(first) and is_integer(last) and is_integer(step) do
    range_struct(first, last, step)
  end

  defp stepped_range(nil, first, last, step), do: quote(do: Elixir.Range.new(unquote(first), unquote(last), unquote(step)))
  defp stepped_range(_context, first, last, step), do: range_struct(first, last, step)

  defp range_struct(first, last, step), do: {:%{}, [], [__struct__: Range, first: first, last: last, step: step]}

  # Only literals are refused here; `Range.new` checks what is computed.
  defp range_ends!(first, last, quoted) do
    case never_integer(first) or never_integer(last) do
      true -> argument_error(["ranges (first..last//step) expect both sides to be integers, got: ", source(quoted)])
      false -> :ok
    end
  end

  defp never_integer(term), do: is_list(term) or is_atom(term) or is_binary(term) or is_float(term)

  defp source(quoted), do: :pyex_code.quoted_to_string(quoted)

  defp range_step!(step) do
    case never_integer(step) or step === 0 do
      true ->
        argument_error(["ranges (first..last//step) expect the step to be a non-zero integer, got: ", source(step)])

      false ->
        :ok
    end
  end

  @doc """
  The text of a term, by the `String.Chars` protocol.

      iex> to_string(:tea)
      "tea"
  """
  defmacro to_string(term), do: quote(do: Elixir.String.Chars.to_string(unquote(term)))

  @doc """
  The charlist of a term, by the `List.Chars` protocol.

      iex> to_charlist(42)
      ~c"42"
  """
  defmacro to_charlist(term), do: quote(do: Elixir.List.Chars.to_charlist(unquote(term)))

  ## Passing values along

  @doc """
  Gives the value to a function and returns what that returns: a step of a pipeline.

      iex> 5 |> then(fn n -> n * 2 end)
      10
  """
  defmacro then(value, fun), do: quote(do: unquote(fun).(unquote(value)))

  @doc """
  Gives the value to a function, and returns the value itself.

      iex> tap(5, fn n -> send(self(), n) end)
      5
  """
  defmacro tap(value, fun) do
    quote bind_quoted: [fun: fun, value: value] do
      _ = fun.(value)
      value
    end
  end

  @doc """
  Whether a value matches a pattern, which may have a guard.

      iex> match?({:ok, n} when n > 1, {:ok, 2})
      true
      iex> match?({:ok, _}, :error)
      false
  """
  defmacro match?(pattern, value) do
    success = quote(do: (unquote(pattern) -> true))
    failure = quote(generated: true, do: (_ -> false))
    {:case, [], [value, [do: success ++ failure]]}
  end

  @doc """
  Binds variables to the elements of a list, whatever its length: missing ones are `nil`, spare ones left out.

      iex> destructure([x, y, z], [1, 2])
      iex> {x, y, z}
      {1, 2, nil}
  """
  defmacro destructure(left, right) when is_list(left) do
    quote(do: unquote(left) = Elixir.Kernel.Definitions.destructure(unquote(right), unquote(length(left))))
  end

  @doc """
  Prints the code given to it, the values of its steps and where it stands, and returns its value.

  The options are those of `inspect/2`, and `print_location: false`. Without arguments it prints all variables.

  Another macro can be called in its place: the setting `:dbg_callback` of the application `:elixir` is `{module, function, args}`,
  `{Macro, :dbg, []}` at first. With `{IEx.Pry, :dbg, []}` (`pyex --dbg pry`) each `dbg` is a breakpoint, and `next()` goes
  through the steps of a pipeline.
  """
  defmacro dbg(code \\ quote(do: binding()), options \\ []) do
    {module, function, args} = Elixir.Application.get_env(:elixir, :dbg_callback, {Macro, :dbg, []})
    :erlang.apply(module, function, [code, options, __CALLER__ | args])
  end

  ## Raising

  @doc """
  Raises an exception: a RuntimeError with a text, or the exception named or given.

      iex> try do raise "oops" rescue e -> e.message end
      "oops"
  """
  defmacro raise(message) do
    case :pyex_code.expand(message, __CALLER__) do
      text when is_binary(text) -> quote(do: :erlang.error(Elixir.RuntimeError.exception(unquote(text))))
      {:<<>>, _, _} = text -> quote(do: :erlang.error(Elixir.RuntimeError.exception(unquote(text))))
      module when is_atom(module) -> quote(do: :erlang.error(unquote(module).exception([])))
      _ -> quote(do: :erlang.error(Elixir.Kernel.Definitions.exception(unquote(message))))
    end
  end

  @doc """
  Raises an exception of a module with its fields (whatever the module's `exception/1` takes).

      iex> try do raise ArgumentError, message: "no" rescue e -> e end
      %ArgumentError{message: "no"}
  """
  defmacro raise(exception, attributes) do
    quote(do: :erlang.error(unquote(exception).exception(unquote(attributes))))
  end

  @doc """
  Raises an exception with the stack trace of an earlier one.

      iex> try do
      ...>   try do raise "first" rescue e -> reraise e, __STACKTRACE__ end
      ...> rescue
      ...>   e -> e.message
      ...> end
      "first"
  """
  defmacro reraise(message, stacktrace) do
    case :pyex_code.expand(message, __CALLER__) do
      text when is_binary(text) -> reraise_text(text, stacktrace)
      {:<<>>, _, _} = text -> reraise_text(text, stacktrace)
      module when is_atom(module) -> quote(do: :erlang.raise(:error, unquote(module).exception([]), unquote(stacktrace)))
      _ -> quote(do: :erlang.raise(:error, Elixir.Kernel.Definitions.exception(unquote(message)), unquote(stacktrace)))
    end
  end

  defp reraise_text(text, stacktrace) do
    quote(do: :erlang.raise(:error, Elixir.RuntimeError.exception(unquote(text)), unquote(stacktrace)))
  end

  @doc """
  As `raise/2`, with the stack trace of an earlier exception.
  """
  defmacro reraise(exception, attributes, stacktrace) do
    quote(do: :erlang.raise(:error, unquote(exception).exception(unquote(attributes)), unquote(stacktrace)))
  end

  ## Paths written out

  @doc """
  Gets a value by a path written as code, ending with `nil` where a part is `nil`.

      iex> users = %{ann: %{age: 30}}
      iex> get_in(users.ann.age)
      30
  """
  defmacro get_in(path), do: Kernel.Paths.get_in(path)

  @doc """
  Puts a value at a path written as code.

      iex> users = %{ann: %{age: 30}}
      iex> put_in(users.ann.age, 31)
      %{ann: %{age: 31}}
      iex> put_in(users[:ann][:age], 32)
      %{ann: %{age: 32}}
  """
  defmacro put_in(path, value), do: Kernel.Paths.put_in(path, value)

  @doc """
  Changes the value at a path written as code with a function.

      iex> users = %{ann: %{age: 30}}
      iex> update_in(users.ann.age, &(&1 + 1))
      %{ann: %{age: 31}}
  """
  defmacro update_in(path, fun), do: Kernel.Paths.update_in(path, fun)

  @doc """
  Gets and changes the value at a path written as code; the function is that of `get_and_update_in/3`.

      iex> users = %{ann: %{age: 30}}
      iex> get_and_update_in(users.ann.age, &{&1, &1 + 1})
      {30, %{ann: %{age: 31}}}
  """
  defmacro get_and_update_in(path, fun), do: Kernel.Paths.get_and_update_in(path, fun)

  @doc """
  Takes out the value at a path written as code.

      iex> users = %{"ann" => %{"age" => 30}}
      iex> pop_in(users["ann"]["age"])
      {30, %{"ann" => %{}}}
  """
  defmacro pop_in(path), do: Kernel.Paths.pop_in(path)

  ## Modules

  @doc """
  Defines a module. Its body is code that runs now; what it returns is the last element of the result.

      iex> {:module, name, _binary, value} = defmodule DocsOfDefmodule do
      ...>   def answer, do: 42
      ...> end
      iex> {name, value, name.answer()}
      {DocsOfDefmodule, {:answer, 0}, 42}
  """
  defmacro defmodule(alias, do_block), do: built_in([alias, do_block])

  @doc """
  Defines a public function. Several definitions of one name and arity are its clauses, tried in their order.

      defmodule Area do
        def of({:square, side}), do: side * side
        def of({:circle, r}) when r > 0, do: 3.14 * r * r
      end

  An argument may have a default value, `def f(a, b \\\\ 1)`, and the body may have `rescue`, `catch`, `else` and `after`
  as `try` has them.
  """
  defmacro def(call, expr \\ nil), do: built_in([call, expr])

  @doc """
  Defines a function that only this module can call (see `def/2`).
  """
  defmacro defp(call, expr \\ nil), do: built_in([call, expr])

  @doc """
  Defines a macro: it is given the code of its arguments, and the code that it returns takes the place of the call.

      defmodule Shy do
        defmacro unless_asked(condition, do: block) do
          quote(do: if(!unquote(condition), do: unquote(block)))
        end
      end
  """
  defmacro defmacro(call, expr \\ nil), do: built_in([call, expr])

  @doc """
  Defines a macro for this module alone (see `defmacro/2`).
  """
  defmacro defmacrop(call, expr \\ nil), do: built_in([call, expr])

  @doc """
  Reads or sets an attribute of the module that is being defined: `@limit 3`, and then `@limit` where it is meant.

  A function reads the value that the attribute has at that point of the module. Some attributes mean something by
  themselves: see `Module`.
  """
  defmacro @expr, do: built_in([expr])

  @doc """
  Requires a module and runs its `__using__` macro here, with options.
  """
  defmacro use(module, opts \\ []) do
    calls = for used <- Kernel.Definitions.used_modules(module, __CALLER__) do
      quote do
        require unquote(used)
        unquote(used).__using__(unquote(opts))
      end
    end

    quote(do: (unquote_splicing(calls)))
  end

  @doc """
  Defines the struct of this module: its fields, as a keyword list of defaults or a list of names.

  With `@enforce_keys [:a]` before it, `%Module{}` must give those; with `@derive` before it, protocols are implemented.
  """
  defmacro defstruct(fields) do
    # Calls are written out in full: a user's module may define or leave out `inspect/1` and others.
    quote generated: true do
      {struct, derive, enforced} = Elixir.Kernel.Structs.define(__MODULE__, unquote(fields))
      @__struct__ struct
      def __struct__(), do: @__struct__

      case enforced do
        [] ->
          def __struct__(fields) do
            Elixir.Enum.reduce(fields, @__struct__, fn {key, value}, struct -> %{struct | key => value} end)
          end

        _ ->
          def __struct__(fields) do
            {struct, missing} =
              Elixir.Enum.reduce(fields, {@__struct__, @enforce_keys}, fn {key, value}, {struct, missing} ->
                {%{struct | key => value}, Elixir.List.delete(missing, key)}
              end)

            case missing do
              [] -> struct
              _ -> :erlang.error(Elixir.Kernel.Structs.missing_keys(__MODULE__, missing))
            end
          end
      end

      case derive do
        [] -> :ok
        _ -> Elixir.Protocol.__derive__(derive, __MODULE__, __ENV__)
      end

      struct
    end
  end

  @doc """
  Defines the exception of this module: a struct with `exception/1`, and with `message/1` if it has the field `:message`.
  """
  defmacro defexception(fields) do
    quote bind_quoted: [fields: fields] do
      @behaviour Exception
      struct = defstruct([__exception__: true] ++ Elixir.Kernel.Structs.exception_fields(fields))

      if is_map_key(struct, :message) do
        @impl true
        def message(exception), do: exception.message
        defoverridable message: 1

        @impl true
        def exception(msg) when :erlang.is_binary(msg), do: exception(message: msg)
      end

      @impl true
      def exception(args) when :erlang.is_list(args), do: :"Elixir.Kernel".struct!(__MODULE__, args)
      defoverridable exception: 1
    end
  end

  @doc """
  Defines a guard: a macro for guards and for ordinary code.

      defguard is_even(n) when is_integer(n) and rem(n, 2) == 0
  """
  defmacro defguard(guard), do: Kernel.Guards.define(:defmacro, guard, __CALLER__)

  @doc """
  Defines a guard for this module alone.
  """
  defmacro defguardp(guard), do: Kernel.Guards.define(:defmacrop, guard, __CALLER__)

  @doc """
  Defines a function that calls one of another module: `defdelegate reverse(list), to: Enum`, `as: :other_name`.
  """
  defmacro defdelegate(funs, opts) do
    quote bind_quoted: [funs: :pyex_code.escape(funs, true), opts: opts] do
      target = Elixir.Kernel.Definitions.delegate_target(opts)

      for fun <- Elixir.List.wrap(funs) do
        {name, args, as, as_args} = Elixir.Kernel.Definitions.delegate(fun, opts)
        Elixir.Kernel.Definitions.check_delegation!(__MODULE__, name, {target, as})
        @doc delegate_to: {target, as, :erlang.length(as_args)}
        def unquote(name)(unquote_splicing(args)) do
          unquote(target).unquote(as)(unquote_splicing(as_args))
        end
      end
    end
  end

  @doc """
  Makes functions of this module replaceable: a later definition takes their place and reaches them with `super`.
  """
  defmacro defoverridable(names) do
    quote(do: Elixir.Module.make_overridable(__MODULE__, unquote(names)))
  end

  @doc """
  Defines a protocol: functions that each type implements for itself with `defimpl/3`.
  """
  defmacro defprotocol(name, do_block)
  defmacro defprotocol(name, do: block), do: Protocol.__protocol__(name, block)

  @doc """
  Implements a protocol for the types in `:for` (by default for the struct of this module).
  """
  defmacro defimpl(name, opts, do_block \\ []), do: Protocol.__impl__(name, opts ++ do_block, __CALLER__)

  ## Sigils

  @doc """
  A string: escapes and interpolation work.

      iex> ~s(say "tea" \#{1 + 1} times)
      "say \\"tea\\" 2 times"
  """
  defmacro sigil_s(text, modifiers)
  defmacro sigil_s({:<<>>, _, [text]}, []) when is_binary(text), do: Macro.unescape_string(text)
  defmacro sigil_s({:<<>>, meta, pieces}, []), do: {:<<>>, meta, Kernel.Sigils.unescape(pieces)}

  @doc """
  A string just as it is written.

      iex> ~S(a\\n\#{b})
      "a\\\\n\\\#{b}"
  """
  defmacro sigil_S(text, modifiers)
  defmacro sigil_S({:<<>>, _, [text]}, []) when is_binary(text), do: text

  @doc """
  A charlist: escapes and interpolation work.

      iex> ~c(tea)
      ~c"tea"
  """
  defmacro sigil_c(text, modifiers)
  defmacro sigil_c({:<<>>, _, [text]}, []) when is_binary(text), do: Kernel.Sigils.charlist(Macro.unescape_string(text))

  defmacro sigil_c({:<<>>, meta, pieces}, []) do
    quote(do: Elixir.String.to_charlist(unquote({:<<>>, meta, Kernel.Sigils.unescape(pieces)})))
  end

  @doc """
  A charlist just as it is written.

      iex> ~C(tea)
      ~c"tea"
  """
  defmacro sigil_C(text, modifiers)
  defmacro sigil_C({:<<>>, _, [text]}, []) when is_binary(text), do: Kernel.Sigils.charlist(text)

  @doc """
  A list of words, as strings, with `a` as atoms, with `c` as charlists.

      iex> ~w(green black white)
      ["green", "black", "white"]
      iex> ~w(green black)a
      [:green, :black]
  """
  defmacro sigil_w(words, modifiers)

  defmacro sigil_w({:<<>>, _, [text]}, modifiers) when is_binary(text) do
    Kernel.Sigils.words(Macro.unescape_string(text), modifiers)
  end

  defmacro sigil_w({:<<>>, meta, pieces}, modifiers) do
    Kernel.Sigils.words({:<<>>, meta, Kernel.Sigils.unescape(pieces)}, modifiers)
  end

  @doc """
  A list of words just as they are written (see `sigil_w/2`).
  """
  defmacro sigil_W(words, modifiers)
  defmacro sigil_W({:<<>>, _, [text]}, modifiers) when is_binary(text), do: Kernel.Sigils.words(text, modifiers)

  @doc """
  A regular expression, with the modifiers of `Regex`.

      iex> "Green Tea" =~ ~r/tea/i
      true
  """
  defmacro sigil_r(text, modifiers)
  defmacro sigil_r({:<<>>, meta, pieces}, modifiers), do: Kernel.Sigils.regex({:<<>>, meta, pieces}, modifiers)

  @doc """
  A regular expression without interpolation. Deprecated: `~r` does as well.
  """
  defmacro sigil_R(text, modifiers)

  defmacro sigil_R({:<<>>, _, [text]}, modifiers) when is_binary(text) do
    IO.warn("~R/.../ is deprecated, use ~r/.../ instead", __CALLER__)
    Kernel.Sigils.raw_regex(text, modifiers)
  end

  @doc """
  A date.

      iex> ~D[2024-02-29].month
      2
  """
  defmacro sigil_D(text, modifiers)
  defmacro sigil_D({:<<>>, _, [text]}, []), do: Kernel.Sigils.date(text)

  @doc """
  A time of day.

      iex> ~T[08:30:00].hour
      8
  """
  defmacro sigil_T(text, modifiers)
  defmacro sigil_T({:<<>>, _, [text]}, []), do: Kernel.Sigils.time(text)

  @doc """
  A date and a time without a time zone.

      iex> ~N[2024-02-29 08:30:00].day
      29
  """
  defmacro sigil_N(text, modifiers)
  defmacro sigil_N({:<<>>, _, [text]}, []), do: Kernel.Sigils.naive_datetime(text)

  @doc """
  A date and a time in UTC.

      iex> ~U[2024-02-29 08:30:00Z].time_zone
      "Etc/UTC"
  """
  defmacro sigil_U(text, modifiers)
  defmacro sigil_U({:<<>>, _, [text]}, []), do: Kernel.Sigils.utc_datetime(text)
end
