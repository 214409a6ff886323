# Special forms, patterns, bitstrings, captures, quotes typed one by one.

IO.inspect((
  Macro.expand(quote(do: unless(x, do: 1)), __ENV__) |> Macro.to_string() |> String.contains?("case")
), limit: 100_000)

{:ok, q} = Code.string_to_quoted("a + b * c")
IO.inspect((
  Macro.prewalk(q, fn {:a, m, c} -> {:z, m, c}; x -> x end) |> Macro.to_string()
), limit: 100_000)

x = 5
f = fn
  ^x -> :pinned
  y when y > x -> :bigger
  _ -> :other
end
IO.inspect((
  Enum.map([5, 6, 4], f)
), limit: 100_000)

IO.inspect((
  try do
    raise ArgumentError, "bad"
  rescue
    e in [RuntimeError, ArgumentError] -> {:rescued, e.message, length(__STACKTRACE__) > 0}
  end
), limit: 100_000)

IO.inspect((
  try do
    throw({:a, 1})
  catch
    :throw, {:a, x} when x > 0 -> {:caught, x}
    kind, v -> {kind, v}
  else
    _ -> :no
  after
    send(self(), :after_ran)
  end
), limit: 100_000)

IO.inspect((
  with {:ok, a} <- {:ok, 1},
       b = a + 1,
       {:ok, c} when c > b <- {:ok, 10},
       [d | _] <- [c] do
    {a, b, c, d}
  else
    {:error, e} -> e
    _ -> :nope
  end
), limit: 100_000)

IO.inspect((
  for x <- 1..4, y <- [:a, :b], rem(x, 2) == 0, z = {x, y}, into: %{}, do: z
), limit: 100_000)

IO.inspect((
  for <<r::4, g::4 <- "hi">>, do: {r, g}
), limit: 100_000)

IO.inspect((
  for x <- [1, 2, 3], reduce: {0, []} do
    {s, l} when x > 1 -> {s + x, [x | l]}
    {s, l} -> {s, l}
  end
), limit: 100_000)

<<a::16, b::little-16, c::float, d::binary-size(2), e::utf8, rest::bitstring>> = <<1, 2, 3, 4, 1.5::float, "xyé", 1::3>>
IO.inspect((
  {a, b, c, d, e, rest}
), limit: 100_000)

n = 3
<<x::size(n), y::size(5), z::binary>> = <<0b10100001, "ab">>
IO.inspect((
  {x, y, z}
), limit: 100_000)

f = &{&1, &2, [&1 | &2]}
g = &Enum.map(&1, fn x -> x * 2 end)
h = & &1.name
IO.inspect((
  {f.(1, [2]), g.([1]), h.(%{name: :n}), (&max/2).(1, 2), (&String.upcase(&1, :default)).("a")}
), limit: 100_000)

IO.inspect((
  Code.eval_string("a = b + 1; {a, __ENV__.file}", [b: 2], file: "foo.ex")
), limit: 100_000)

IO.inspect((
  Code.eval_quoted(quote(do: var!(x) * 2), [x: 4])
), limit: 100_000)

env = __ENV__
IO.inspect((
  {Macro.Env.vars(%{env | versioned_vars: %{{:a, nil} => 0}}), env.module, env.file, Macro.Env.in_guard?(env)}
), limit: 100_000)

a = 1
b = if true do
  a = 2
  a + 10
end
IO.inspect((
  {a, b}
), limit: 100_000)

{x, y} = {1, 2}
{y, x} = {x, y}
IO.inspect((
  {x, y}
), limit: 100_000)

x = [a: 1, b: 2]
[{:a, v} | _] = x
%{y: z} = Map.new(y: v)
IO.inspect((
  {v, z}
), limit: 100_000)

IO.inspect((
  "#{1 + 1} #{:a} #{"nested #{"deep"}"} #{[?a, ?b]} #{nil}|"
), limit: 100_000)

IO.inspect((
  if nil, do: 1
), limit: 100_000)

IO.inspect((
  cond do
    nil -> 1
    x = false -> x
    y = 5 -> y
  end
), limit: 100_000)

IO.inspect((
  quote do
    unquote_splicing([1, 2])
    3
  end
), limit: 100_000)

ast = quote do: (fn a, b -> a + b end)
{f, _} = Code.eval_quoted(ast)
IO.inspect((
  f.(1, 2)
), limit: 100_000)

Module.create(M20, quote do
  @x 5
  def x, do: @x
  def y(z), do: z * @x
end, Macro.Env.location(__ENV__))
IO.inspect((
  {M20.x, M20.y(3), function_exported?(M20, :y, 1)}
), limit: 100_000)

IO.inspect((
  use Bitwise
), limit: 100_000)

IO.inspect((
  match?([x, _] when x > 0, [1, 2])
), limit: 100_000)

destructure([a, b, c], [1, 2])
IO.inspect((
  {a, b, c}
), limit: 100_000)

IO.inspect((
  [1, 2, 3] |> Enum.map(& &1 + 1) |> then(&Enum.sum/1) |> Kernel.-(1) |> case do
    8 -> :eight
    n -> n
  end
), limit: 100_000)
# expect: true
# expect: "z + b * c"
# expect: [:pinned, :bigger, :other]
# expect: {:rescued, "bad", true}
# expect: {:caught, 1}
# expect: {1, 2, 10, 10}
# expect: %{2 => :b, 4 => :b}
# expect: [{6, 8}, {6, 9}]
# expect: {5, [3, 2]}
# expect: {258, 1027, 1.5, "xy", 233, <<1::size(3)>>}
# expect: {5, 1, "ab"}
# expect: {{1, [2], [1, 2]}, [2], :n, 2, "A"}
# expect: {{3, "foo.ex"}, [b: 2, a: 3]}
# expect: {8, [x: 4]}
# expect: {[a: nil], nil, "forms_and_patterns.exs", false}
# expect: {1, 12}
# expect: {2, 1}
# expect: {1, 1}
# expect: "2 a nested deep ab |"
# expect: nil
# expect: 5
# expect: {:__block__, [], [1, 2, 3]}
# expect: 3
# expect: {5, 15, true}
# expect: Bitwise
# expect: true
# expect: {1, 2, nil}
# expect: :eight
