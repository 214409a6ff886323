# `rescue e in ErlangError` takes all errors that are no exceptions of Elixir, by whatever name `e` then is one.
rescued = fn f ->
  try do
    f.()
  rescue
    error in ErlangError -> {:erlang, error.__struct__}
    error -> {:elixir, error.__struct__}
  end
end

IO.inspect(rescued.(fn -> hd(Process.get(:none, [])) end))
IO.inspect(rescued.(fn -> :erlang.error(:custom) end))
IO.inspect(rescued.(fn -> Process.get(:none, 1).(2) end))
IO.inspect(rescued.(fn -> raise ArgumentError end))
# expect: {:erlang, ArgumentError}
# expect: {:erlang, ErlangError}
# expect: {:erlang, BadFunctionError}
# expect: {:elixir, ArgumentError}
