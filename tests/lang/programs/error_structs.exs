fs = [fn -> raise "a" end, fn -> raise ArgumentError, "b" end, fn -> apply(:nope, :f, [1]) end, fn -> Map.fetch!(%{}, :k) end, fn -> Enum.fetch!([], 1) end, fn -> Enum.max([]) end, fn -> Integer.parse(Process.get(:q, 1)) end, fn -> (fn -> 1 end).(Process.get(:q, 2)) end, fn -> %{Process.get(:q, %{}) | a: 1} end, fn -> Process.get(:q, :atom) ++ [1]; Process.get(:q, 1) <> "a" end]
for f <- fs do
  try do f.() rescue e -> IO.inspect e.__struct__ end
end
# expect: RuntimeError
# expect: ArgumentError
# expect: UndefinedFunctionError
# expect: KeyError
# expect: Enum.OutOfBoundsError
# expect: Enum.EmptyError
# expect: FunctionClauseError
# expect: BadArityError
# expect: KeyError
# expect: ArgumentError
