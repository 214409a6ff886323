try do
  with :ok <- :other do
    1
  else
    :never -> 2
  end
rescue
  e in WithClauseError -> IO.puts Exception.message(e)
end
# expect: no with clause matching: :other
