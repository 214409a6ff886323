IO.inspect [true and 1, false and 1, true or 1, false or 2, not true]
IO.inspect [nil && 1, 0 && 2, nil || 3, false || nil, !nil, !!1]
for f <- [fn -> Process.get(:none, 1) and true end, fn -> Process.get(:none, nil) or true end] do
  try do f.() rescue e in BadBooleanError -> IO.puts Exception.message(e) end
end
# expect: [1, false, true, 2, false]
# expect: [nil, 2, 3, nil, true, true]
# expect: expected a boolean on left-side of "and", got: 1
# expect: expected a boolean on left-side of "or", got: nil
