# Modules: generated functions, guards, defaults, overridables, structs, imports, aliases.

defmodule M5 do
  for {n, i} <- Enum.with_index([:a, :b, :c]) do
    def get(unquote(n)), do: unquote(i)
    def unquote(:"is_#{n}?")(x), do: x == unquote(i)
  end
  @vals Enum.map(1..3, &(&1 * 2))
  def vals, do: @vals
  def in_vals(x) when x in @vals, do: true
  def in_vals(_), do: false
  @pat {:ok, 1}
  def match(@pat), do: :yes
  def match(_), do: :no
end
IO.inspect((
  {M5.get(:b), M5.is_c?(2), M5.vals(), M5.in_vals(4), M5.in_vals(5), M5.match({:ok, 1}), M5.match(1)}
), limit: 100_000)

defmodule M6 do
  defguard is_even(x) when is_integer(x) and rem(x, 2) == 0
  defguardp small(x) when x < 10
  def f(x) when is_even(x) and small(x), do: :small_even
  def f(x) when is_even(x), do: :even
  def f(_), do: :other
end
require M6
g = fn x when M6.is_even(x) -> true; _ -> false end
IO.inspect((
  {M6.f(4), M6.f(40), M6.f(3), M6.f("a"), g.(2), g.(3)}
), limit: 100_000)

defmodule M11 do
  import Kernel, except: [+: 2]
  def a + b, do: {:plus, a, b}
  def f, do: 1 + 2
end
IO.inspect((
  M11.f
), limit: 100_000)

defmodule M12 do
  alias String, as: S
  alias Enum.{A, B}
  def f, do: {S.upcase("a"), A, B}
  def g do
    alias List, as: S
    S.first([1])
  end
  def h, do: S
end
IO.inspect((
  {M12.f, M12.g, M12.h}
), limit: 100_000)

defmodule M14 do
  def f(x) do
    y = case x do
      {:a, z} when z > 1 -> z
      %{b: b} -> b
      [h | _] -> h
      <<c, _::binary>> -> c
      nil -> :nil
      other -> other
    end
    {x, y}
  end
end
IO.inspect((
  Enum.map([{:a, 2}, %{b: 3}, [4], "e", nil, 5.0, {:a, 1}], &M14.f/1)
), limit: 100_000)

defmodule M15 do
  defstruct [:a, b: 2, c: %{}]
  def new(a), do: %__MODULE__{a: a}
  def upd(%__MODULE__{a: a} = s), do: %{s | a: a + 1}
  def upd2(%M15{} = s), do: %M15{s | b: 9}
  def name(%mod{}), do: mod
end
s = M15.new(1)
IO.inspect((
  {s, M15.upd(s), M15.upd2(s), M15.name(s), s.b, Map.keys(s), match?(%M15{a: 1}, s)}
), limit: 100_000)

defmodule M16 do
  defexception [:code, message: "default"]
  def exception(code) when is_integer(code), do: %M16{code: code, message: "code #{code}"}
  def exception(o), do: super(o)
end
r = fn f -> try do f.() rescue e in M16 -> {e.code, Exception.message(e)} end end
IO.inspect((
  {r.(fn -> raise M16, 4 end), r.(fn -> raise M16, code: 1 end), r.(fn -> raise M16 end)}
), limit: 100_000)

defmodule M17 do
  def f(list) when is_list(list), do: for(x when is_integer(x) <- list, do: x)
  def g(a, a), do: :same
  def g(_, _), do: :diff
  def h([a, b | c] = d, %{k: {a, e}}), do: {a, b, c, d, e}
end
IO.inspect((
  {M17.f([1, :a, 2]), M17.g(1, 1), M17.g(1, 1.0), M17.h([1, 2, 3], %{k: {1, 9}})}
), limit: 100_000)

defmodule M18 do
  require Logger
  def f(a \\ 1, b, c \\ 3, d), do: {a, b, c, d}
end
IO.inspect((
  {M18.f(:x, :y), M18.f(:x, :y, :z), M18.f(1, 2, 3, 4)}
), limit: 100_000)

name = :foo
q = quote do
  def unquote(name)(unquote_splicing([{:x, [], nil}])), do: unquote(Macro.var(:x, nil)) + 1
end
defmodule M19, do: Code.eval_quoted(q, [], __ENV__)
IO.inspect((
  M19.foo(1)
), limit: 100_000)

defmodule M21 do
  def a do
    receive do
      {:x, v} when v > 1 -> v
      :y -> :y
    after
      0 -> :timeout
    end
  end
end
send(self(), {:x, 1}); send(self(), {:x, 5})
IO.inspect((
  {M21.a, M21.a}
), limit: 100_000)

defmodule M22 do
  @compile {:inline, f: 1}
  @dialyzer :no_match
  @external_resource "foo"
  @vsn 3
  def f(x), do: x
end
IO.inspect((
  Keyword.get(M22.module_info(:attributes), :vsn)
), limit: 100_000)

defmodule M23 do
  Module.put_attribute(__MODULE__, :foo, 1)
  @bar Module.get_attribute(__MODULE__, :foo)
  IO.inspect {Module.has_attribute?(__MODULE__, :bar), Module.defines?(__MODULE__, {:f, 0}), Module.open?(__MODULE__)}
  def f, do: @bar
  IO.inspect Module.definitions_in(__MODULE__)
  IO.inspect Module.delete_attribute(__MODULE__, :foo)
  IO.inspect Module.get_attribute(__MODULE__, :foo, :gone)
end
IO.inspect((
  M23.f
), limit: 100_000)

defmodule M24 do
  def unquote(:"weird name")(), do: 1
  def unquote(:+)(a, b), do: a * b
end
IO.inspect((
  {apply(M24, :"weird name", []), M24."weird name"(), M24.+(2, 3)}
), limit: 100_000)

defmodule M27 do
  def f(x), do: if x, do: (unless x == 2, do: :a, else: :b), else: :c
  def g(x), do: (x && x + 1) || :none
  def h(x, y), do: x and not y or false
end
IO.inspect((
  {Enum.map([1, 2, nil], &M27.f/1), Enum.map([1, nil], &M27.g/1), M27.h(true, false)}
), limit: 100_000)

defmodule M28 do
  import Enum, only: [map: 2, sum: 1]
  import String, except: [length: 1]
  def f(l), do: l |> map(&(&1 * 2)) |> sum()
  def g, do: {upcase("a"), length([1])}
end
IO.inspect((
  {M28.f([1, 2]), M28.g}
), limit: 100_000)

defmodule M29 do
  defp a(x), do: b(x)
  defp b(0), do: :done
  defp b(n), do: a(n - 1)
  def run(n), do: a(n)
  def cap, do: Enum.map([1, 2], &b/1)
end
IO.inspect((
  {M29.run(10), M29.cap}
), limit: 100_000)
# expect: {1, true, [2, 4, 6], true, false, :yes, :no}
# expect: {:small_even, :even, :other, :other, true, false}
# expect: {:plus, 1, 2}
# expect: {{"A", Enum.A, Enum.B}, 1, String}
# expect: [
# expect:   {{:a, 2}, 2},
# expect:   {%{b: 3}, 3},
# expect:   {[4], 4},
# expect:   {"e", 101},
# expect:   {nil, nil},
# expect:   {5.0, 5.0},
# expect:   {{:a, 1}, {:a, 1}}
# expect: ]
# expect: {%M15{a: 1, b: 2, c: %{}}, %M15{a: 2, b: 2, c: %{}}, %M15{a: 1, b: 9, c: %{}},
# expect:  M15, 2, [:__struct__, :a, :b, :c], true}
# expect: {{4, "code 4"}, {1, "default"}, {nil, "default"}}
# expect: {[1, 2], :same, :diff, {1, 2, [3], [1, 2, 3], 9}}
# expect: {{1, :x, 3, :y}, {:x, :y, 3, :z}, {1, 2, 3, 4}}
# expect: 2
# expect: {5, :timeout}
# expect: [3]
# expect: {true, false, true}
# expect: [f: 0]
# expect: 1
# expect: :gone
# expect: 1
# expect: {1, 1, 6}
# expect: {[:a, :b, :c], [2, :none], true}
# expect: {6, {"A", 1}}
# expect: {:done, [:done, :done]}
