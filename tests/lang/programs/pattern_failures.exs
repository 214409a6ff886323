for f <- [fn -> {:ok, _} = Process.get(:nothing, :error) end, fn -> [] = Process.get(:nothing, [1]) end, fn -> case Process.get(:nothing, 3) do 1 -> 1 end end, fn -> cond do Process.get(:nothing) -> 1 end end, fn -> (fn 1 -> 1 end).(2) end] do
  try do
    f.()
  rescue
    e -> IO.inspect e.__struct__
  end
end
# expect: MatchError
# expect: MatchError
# expect: CaseClauseError
# expect: CondClauseError
# expect: FunctionClauseError
