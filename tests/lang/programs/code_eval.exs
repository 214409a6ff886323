IO.inspect Code.eval_string("x * 2", [x: 21])
IO.inspect Code.string_to_quoted("f(x, 1)")
IO.inspect Code.string_to_quoted("1 +") |> elem(0)
IO.inspect Code.eval_quoted({:+, [], [1, 2]})
[{mod, _}] = Code.compile_string("defmodule Compiled.Here do def x, do: 1 end")
IO.inspect {mod, apply(mod, :x, [])}
# expect: {42, [x: 21]}
# expect: {:ok, {:f, [line: 1], [{:x, [line: 1], nil}, 1]}}
# expect: :error
# expect: {3, []}
# expect: {Compiled.Here, 1}
