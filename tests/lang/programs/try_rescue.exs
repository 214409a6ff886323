risky = fn f ->
  try do
    f.()
  rescue
    e in [ArgumentError, KeyError] -> {:known, Exception.message(e)}
    ArithmeticError -> :arithmetic
    e -> {:unknown, e.__struct__}
  end
end
IO.inspect risky.(fn -> raise ArgumentError, "bad" end)
IO.inspect risky.(fn -> 1 / Process.get(:none, 0) end)
IO.inspect risky.(fn -> raise "oops" end)
IO.inspect risky.(fn -> %{} |> Map.fetch!(:a) end)
IO.inspect risky.(fn -> :fine end)
# expect: {:known, "bad"}
# expect: :arithmetic
# expect: {:unknown, RuntimeError}
# expect: {:known, "key :a not found in: %{}"}
# expect: :fine
