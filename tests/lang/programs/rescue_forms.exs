defmodule Forms do
  def run(f) do
    f.()
  rescue
    RuntimeError -> :runtime
    [ArgumentError, KeyError] -> :list
    e in ArithmeticError -> {:arith, e.message}
    e in [MatchError] -> {:match, e.term}
    _ in FunctionClauseError -> :clause
    e -> {:other, e.__struct__}
  end
end
fs = [fn -> raise "x" end, fn -> raise ArgumentError end, fn -> raise KeyError, key: 1, term: %{} end, fn -> 1 / Process.get(:z, 0) end, fn -> 1 = Process.get(:z, 2) end, fn -> Forms.run(Process.get(:z, 1), 2) end, fn -> :erlang.error(:custom) end, fn -> String.length(Process.get(:z, :a)) end]
for f <- fs, do: IO.inspect Forms.run(f)
# expect: :runtime
# expect: :list
# expect: :list
# expect: {:arith, "bad argument in arithmetic expression"}
# expect: {:match, 2}
# expect: {:other, UndefinedFunctionError}
# expect: {:other, ErlangError}
# expect: :clause
