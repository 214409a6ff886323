# Macros, hygiene, `use`, hooks and what quotes may do.

defmodule M1 do
  defmacro __using__(opts) do
    quote bind_quoted: [opts: opts] do
      @opts opts
      Module.register_attribute(__MODULE__, :items, accumulate: true)
      @before_compile M1
      import M1, only: [item: 2]
    end
  end
  defmacro item(name, value) do
    quote bind_quoted: [name: name, value: value] do
      @items {name, value}
      def unquote(name)(), do: unquote(Macro.escape(value))
    end
  end
  defmacro __before_compile__(env) do
    items = Module.get_attribute(env.module, :items)
    quote do
      def items, do: unquote(Macro.escape(items))
      def opts, do: @opts
    end
  end
end
defmodule M1.User do
  use M1, a: 1
  item :x, %{a: {1, 2, 3}}
  item :y, [1, 2]
end
IO.inspect((
  {M1.User.x, M1.User.y, M1.User.items, M1.User.opts}
), limit: 100_000)

defmodule M2 do
  defmacro hyg do
    quote do
      x = 10
      y = x + 1
      y
    end
  end
  defmacro set(name, v) do
    quote do
      var!(unquote(Macro.var(name, nil))) = unquote(v)
    end
  end
  defmacro unless_(c, do: b), do: quote(do: if(!unquote(c), do: unquote(b)))
  defmacro my_or(a, b) do
    quote do
      tmp = unquote(a)
      if tmp, do: tmp, else: unquote(b)
    end
  end
end
require M2
import M2
x = 1
r = hyg()
set(:z, 5)
tmp = 3
IO.inspect((
  {x, r, z, unless_(false, do: 1), my_or(nil, tmp), my_or(tmp, 4)}
), limit: 100_000)

defmodule M3 do
  def __on_definition__(env, kind, name, args, guards, body) do
    send(self(), {:def, env.module, kind, name, length(args), guards, body != nil})
  end
end
defmodule M3.A do
  @on_definition M3
  def a(x) when x > 1, do: x
  defp b(x, y), do: x + y
  defmacro c, do: b(1, 2)
  def d, do: b(1, 2)
end
IO.inspect((
  Process.info(self(), :messages) |> elem(1) |> Enum.map(fn {:def, m, k, n, a, g, b} -> {m, k, n, a, Macro.to_string(g), b} end)
), limit: 100_000)

defmodule M4 do
  def __after_compile__(env, bin), do: send(self(), {:after, env.module, is_binary(bin)})
end
defmodule M4.A do
  @after_compile M4
  def a, do: 1
end
IO.inspect((
  receive do x -> x after 0 -> :none end
), limit: 100_000)

defmodule M7 do
  def f(x), do: {:base, x}
  defoverridable f: 1
  def f(x), do: {:over, super(x)}
  defoverridable f: 1
  def f(x), do: {:over2, super(x + 1)}
  defmacro m(x), do: quote(do: {:m, unquote(x)})
  defoverridable m: 1
  defmacro m(x), do: quote(do: {:mm, unquote(super(x))})
end
require M7
IO.inspect((
  {M7.f(1), M7.m(2)}
), limit: 100_000)

defmodule M8 do
  defmacrop sq(x), do: quote(do: unquote(x) * unquote(x))
  defp helper(x), do: x + 1
  defmacro inc(x) when is_integer(x), do: helper(x)
  defmacro inc(x), do: quote(do: unquote(x) + 1)
  def f(x), do: sq(x) + inc(3) + inc(x)
end
IO.inspect((
  M8.f(4)
), limit: 100_000)

defmodule M10 do
  defmacro where, do: quote(do: {__MODULE__, __ENV__.function, unquote(__CALLER__.module), unquote(__CALLER__.line)})
  defmacro ctx, do: Macro.escape({__CALLER__.context, __CALLER__.function})
end
defmodule M10.U do
  require M10
  def f(x) when x == 1, do: M10.where()
  def g, do: M10.ctx()
end
IO.inspect((
  {M10.U.f(1), M10.U.g}
), limit: 100_000)

defmodule M26 do
  defmacro dup(x) do
    quote do
      [unquote(x), unquote(x), unquote_splicing([x])]
    end
  end
end
require M26
IO.inspect((
  M26.dup(:a)
), limit: 100_000)
# expect: {%{a: {1, 2, 3}}, [1, 2], [y: [1, 2], x: %{a: {1, 2, 3}}], [a: 1]}
# expect: {1, 11, 5, 1, 3, 3}
# expect: [
# expect:   {M3.A, :def, :a, 1, "[x > 1]", true},
# expect:   {M3.A, :defp, :b, 2, "[]", true},
# expect:   {M3.A, :defmacro, :c, 0, "[]", true},
# expect:   {M3.A, :def, :d, 0, "[]", true}
# expect: ]
# expect: {:def, M3.A, :def, :a, 1, [{:>, [line: 73], [{:x, [line: 73], nil}, 1]}], true}
# expect: {{:over2, {:over, {:base, 2}}}, {:mm, {:m, 2}}}
# expect: 25
# expect: {{M10.U, {:f, 1}, M10.U, 125}, {nil, {:g, 0}}}
# expect: [:a, :a, :a]
