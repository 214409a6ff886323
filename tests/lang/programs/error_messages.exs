for f <- [fn -> apply(String, :to_integer, ["x"]) end, fn -> Map.fetch!(Process.get(:none, %{a: 1}), :b) end, fn -> Process.get(:none, 5).(1) end, fn -> Process.get(:none, %{}).x end, fn -> hd(Process.get(:none, [])) end, fn -> Process.get(:none, 1) + :a end] do
  try do
    f.()
  rescue
    e -> IO.puts Exception.message(e)
  end
end
# expect: errors were found at the given arguments:
# expect:
# expect:   * 1st argument: not a textual representation of an integer
# expect:
# expect: key :b not found in: %{a: 1}
# expect: expected a function, got: 5
# expect: key :x not found in: %{}
# expect: errors were found at the given arguments:
# expect:
# expect:   * 1st argument: not a nonempty list
# expect:
# expect: bad argument in arithmetic expression
