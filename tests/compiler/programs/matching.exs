defmodule M do
  import Bitwise
  def id(x), do: Function.identity(x)

  def packet(<<version::4, _::4, size::16, payload::binary-size(size), rest::bitstring>>, acc) when version > 0 do
    packet(rest, [{version, id(payload)} | acc])
  end
  def packet(<<>>, acc), do: Enum.reverse(acc)
  def packet(rest, acc), do: {:rest, rest, acc}

  def chars(<<c::utf8, rest::binary>>), do: [id(c) | chars(rest)]
  def chars(""), do: []

  def built(n) do
    <<id(n)::8, id(n + 1)::little-16, (id("ab"))::binary, (<<id(5)::3>>)::bitstring, id(1.5)::float, id(?é)::utf8>>
  end

  def computed(bin) do
    n = id(8)
    <<x::size(n), y::size(x)-unit(8), _::bits>> = id(bin)
    {x, y}
  end

  def guards(x) when is_list(x) and length(x) > 2 and hd(x) > 0, do: {:long, id(x)}
  def guards(x) when map_size(x) == 2 when tuple_size(x) == 2, do: {:two, id(x)}
  def guards(x) when is_map_key(x, :a) and x.a > 1, do: {:a, id(x.a)}
  def guards(x) when rem(x, 2) == 0 or div(10, x) == 10, do: {:number, id(x)}
  def guards(x) when byte_size(x) > 2 and binary_part(x, 0, 1) == "a", do: {:binary, id(x)}
  def guards(x) when elem(x, 0) in [1, 2, :three] or is_function(x, 1), do: {:in, is_tuple(x)}
  def guards(_), do: :none

  def same(x, x), do: {:same, id(x)}
  def same({x, _}, [x | _]), do: {:nested, id(x)}
  def same(%{k: x} = m, x) when map_size(m) > 1, do: {:map, id(m)}
  def same(_, _), do: :different

  def tree(nil), do: 0
  def tree({left, value, right}), do: tree(left) + value + tree(right)

  def pinned(x, y) do
    z = id(x)
    case id(y) do
      ^z -> {:z, id(z)}
      {^z, w} -> {w, id(z), w}
      %{^z => v} -> {:map, id(v), z}
      <<^z::8, r::binary>> -> {:bin, id(r)}
      [^z | t] when t != [] -> {:list, t}
      _ -> :no
    end
  end

  def deep(n), do: if(n == 0, do: 0, else: 1 + deep(n - 1))
  def build(0), do: []
  def build(n), do: [n | build(n - 1)]
  def count(list), do: count(list, 0)
  defp count([], n), do: n
  defp count([_ | t], n), do: count(t, n + 1)
  def mask(x), do: (id(x) &&& 0xFF) ||| (id(x) <<< 8)
  def lazy(a, b), do: {id(a) && id(b), id(a) || id(b), !id(a), (id(a) == 1 and id(b) == 2) or id(false)}
  def destructured do
    {a, [b, %{c: c} | d]} = id({1, [id(2), %{c: id(3)}, 4]})
    [e, f | _] = build(id(5))
    {a, b, c, d, e, f}
  end
  def struct(u), do: %URI{id(u) | path: id("/p"), port: id(1)}
  def conds(x) do
    cond do
      id(x) < 0 -> :negative
      y = id(x > 10 && x) -> {:big, id(y)}
      id(x) == 0 and id(true) -> :zero
      true -> id(:small)
    end
  end
  def rebinding(x) do
    x = id(x) + 1
    x = if id(x) > 2, do: id(x * 10), else: x
    {x, x} |> then(fn {x, y} -> x = id(x); x + y end)
  end
  def unlesses(x), do: unless(id(x), do: id(1), else: id(2))
end

IO.inspect(M.packet(<<0x10, 0, 2, "hi", 0x20, 0, 0, 0x30, 0, 3, "abc">>, []))
IO.inspect(M.packet(<<0x10, 0, 2, "hi", 0x00>>, []))
IO.inspect(M.chars("aé€𝄞"))
IO.inspect(M.built(7), limit: 100)
IO.inspect(M.computed(<<2, 1, 0, 9>>))
for x <- [[1, 2, 3], [0, 2, 3], %{a: 1, b: 2}, {1, 2}, %{a: 2}, %{a: 1}, 4, 1, 0, 3, "abc", "bbc", {1}, {:three, 1, 1}, {4, 4, 4}, &M.id/1, 1.5],
    do: IO.inspect(M.guards(x), width: 200)
IO.inspect([M.same(1, 1), M.same(1, 1.0), M.same({1, 2}, [1]), M.same(%{k: 1, l: 2}, 1), M.same(%{k: 1}, 1)])
IO.inspect(M.tree({{{nil, 1, nil}, 2, nil}, 3, {nil, 4, {nil, 5, nil}}}))
for {x, y} <- [{1, 1}, {1, {1, 2}}, {1, %{1 => :v}}, {65, "ABC"}, {1, [1, 2]}, {1, [1]}], do: IO.inspect(M.pinned(x, y))
IO.inspect(M.deep(3000))
IO.inspect(M.count(M.build(5000)))
IO.inspect(M.mask(0x1234))
IO.inspect(for a <- [nil, false, 1], b <- [2, nil], do: M.lazy(a, b))
IO.inspect(M.destructured())
IO.inspect(M.struct(%URI{host: "h"}))
IO.inspect(Enum.map([-1, 0, 5, 11], &M.conds/1))
IO.inspect(Enum.map([0, 5], &M.rebinding/1))
IO.inspect({M.unlesses(nil), M.unlesses(1)})
for f <- [fn -> M.tree(:x) end, fn -> {:ok, _} = M.id(:error) end, fn -> case M.id(1) do 2 -> 3 end end, fn -> M.id(%{}).k end,
  fn -> M.id(1).() end, fn -> M.id(fn -> 1 end).(2) end, fn -> M.id(:a) + 1 end, fn -> M.nothing(M.id(1)) end, fn -> with(1 <- M.id(2), do: 3, else: (3 -> 4)) end,
  fn -> cond do M.id(nil) -> 1 end end, fn -> %{M.id(%{}) | a: 1} end, fn -> apply(M, :id, [1, 2]) end, fn -> if(M.id(1) and true, do: 1) end,
  fn -> <<M.id(:a)::8>> end, fn -> try do M.id(1) else 2 -> 3 end end] do
  IO.inspect(try do f.() rescue e -> {e.__struct__, Exception.message(e) |> String.split("\n") |> hd()} end, width: 200)
end
# expect: [{1, "hi"}, {2, ""}, {3, "abc"}]
# expect: {:rest, <<0>>, [{1, "hi"}]}
# expect: [97, 233, 8364, 119070]
# expect: <<7, 8, 0, 97, 98, 167, 255, 0, 0, 0, 0, 0, 0, 24, 117, 1::size(3)>>
# expect: {2, 256}
# expect: {:long, [1, 2, 3]}
# expect: :none
# expect: {:two, %{a: 1, b: 2}}
# expect: {:two, {1, 2}}
# expect: {:a, 2}
# expect: :none
# expect: {:number, 4}
# expect: {:number, 1}
# expect: {:number, 0}
# expect: :none
# expect: {:binary, "abc"}
# expect: :none
# expect: {:in, true}
# expect: {:in, true}
# expect: :none
# expect: :none
# expect: :none
# expect: [{:same, 1}, :different, {:nested, 1}, {:map, %{k: 1, l: 2}}, :different]
# expect: 15
# expect: {:z, 1}
# expect: {2, 1, 2}
# expect: {:map, :v, 1}
# expect: {:bin, "BC"}
# expect: {:list, [2]}
# expect: :no
# expect: 3000
# expect: 5000
# expect: 1193012
# expect: [
# expect:   {nil, 2, true, false},
# expect:   {nil, nil, true, false},
# expect:   {false, 2, true, false},
# expect:   {false, nil, true, false},
# expect:   {2, 1, false, true},
# expect:   {nil, 1, false, false}
# expect: ]
# expect: {1, 2, 3, [4], 5, 4}
# expect: %URI{
# expect:   scheme: nil,
# expect:   userinfo: nil,
# expect:   host: "h",
# expect:   port: 1,
# expect:   path: "/p",
# expect:   query: nil,
# expect:   fragment: nil
# expect: }
# expect: [:negative, :zero, :small, {:big, 11}]
# expect: [2, 120]
# expect: {1, 2}
# expect: {FunctionClauseError, "no function clause matching in M.tree/1"}
# expect: {MatchError, "no match of right hand side value: :error"}
# expect: {CaseClauseError, "no case clause matching: 1"}
# expect: {KeyError, "key :k not found in: %{}"}
# expect: {BadFunctionError, "expected a function, got: 1"}
# expect: {BadArityError, "#Function<43.3316493/0 in :erl_eval.expr/6> with arity 0 called with 1 argument (2)"}
# expect: {ArithmeticError, "bad argument in arithmetic expression"}
# expect: {UndefinedFunctionError, "function M.nothing/1 is undefined or private"}
# expect: {WithClauseError, "no with clause matching: 2"}
# expect: {CondClauseError, "no cond clause evaluated to a truthy value"}
# expect: {KeyError, "key :a not found in: %{}"}
# expect: {UndefinedFunctionError, "function M.id/2 is undefined or private"}
# expect: {BadBooleanError, "expected a boolean on left-side of \"and\", got: 1"}
# expect: {ArgumentError, "construction of binary failed: segment 1 of type 'integer': expected an integer but got: :a"}
# expect: {TryClauseError, "no try clause matching: 1"}
