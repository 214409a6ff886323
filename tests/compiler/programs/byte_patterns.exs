# Patterns that begin with single bytes are matched in one step; all others by reading segment after segment.
defmodule B do
  def f(<<c, c, rest::binary>>), do: {:same, c, rest}
  def f(<<?a, b, rest::binary>>), do: {:a, b, rest}
  def f(<<195, b, rest::binary>>), do: {:utf, b, rest}
  def f(<<x>>), do: {:one, x}
  def f(<<x::8, 7>>), do: {:seven, x}
  def f(<<x, rest::bitstring>>), do: {:bits, x, rest}
  def f(other), do: {:other, other}
  def walk(<<c, rest::binary>>, n), do: walk(rest, n + c)
  def walk(<<>>, n), do: n
end
for s <- ["", "a", "ab", "abc", "aab", "é", "éa", "aé", "zé", <<255>>, <<255, 255, 1>>, <<1, 7>>, <<3::3>>, <<1, 2::3>>, <<195, 1, 169>>, 5, :x, "zz" <> <<200>>], do: IO.inspect(B.f(s))
IO.inspect(B.walk("hello é world", 0))
IO.inspect(B.walk(String.duplicate("ab", 1000), 0))
<<h, t::binary>> = "xyz"
IO.inspect({h, t})
IO.inspect(match?(<<_, _>>, "ab"))
IO.inspect(match?(<<_, _>>, "é"))
IO.inspect(match?(<<_, _>>, "abc"))
try do
  <<_, _::binary>> = Enum.at([""], 0)
rescue
  e -> IO.inspect(e)
end
# expect: {:other, ""}
# expect: {:one, 97}
# expect: {:a, 98, ""}
# expect: {:a, 98, "c"}
# expect: {:same, 97, "b"}
# expect: {:utf, 169, ""}
# expect: {:utf, 169, "a"}
# expect: {:a, 195, <<169>>}
# expect: {:bits, 122, "é"}
# expect: {:one, 255}
# expect: {:same, 255, <<1>>}
# expect: {:seven, 1}
# expect: {:other, <<3::size(3)>>}
# expect: {:bits, 1, <<2::size(3)>>}
# expect: {:utf, 1, <<169>>}
# expect: {:other, 5}
# expect: {:other, :x}
# expect: {:same, 122, <<200>>}
# expect: 1512
# expect: 195000
# expect: {120, "yz"}
# expect: true
# expect: true
# expect: false
# expect: %MatchError{term: ""}
