catcher = fn f ->
  try do
    f.()
  catch
    x when is_integer(x) -> {:number, x}
    :exit, reason -> {:exit, reason}
    :error, reason -> {:error, reason}
    kind, value -> {kind, value}
  end
end
IO.inspect catcher.(fn -> throw(1) end)
IO.inspect catcher.(fn -> throw(:ball) end)
IO.inspect catcher.(fn -> exit(:bye) end)
IO.inspect catcher.(fn -> :erlang.error(:custom) end)
# expect: {:number, 1}
# expect: {:throw, :ball}
# expect: {:exit, :bye}
# expect: {:error, :custom}
