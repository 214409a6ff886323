IO.inspect Macro.unpipe(quote(do: 1 |> f() |> g(2))) |> Enum.map(fn {c, n} -> {Macro.to_string(c), n} end)
IO.puts Macro.pipe(1, quote(do: f(2)), 0) |> Macro.to_string()
IO.inspect {Macro.camelize("foo_bar"), Macro.underscore("FooBar.BazQux")}
# expect: [{"1", 0}, {"f()", 0}, {"g(2)", 0}]
# expect: f(1, 2)
# expect: {"FooBar", "foo_bar/baz_qux"}
